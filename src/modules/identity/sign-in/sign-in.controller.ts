import { Body } from '@nestjs/common';
import { Move, Read, Resource } from '../../../kernel/http/operation.js';
import { RefreshTokenInvalid, SignInBlocked, SignInFailed } from '../identity.contract.js';
import { Login, MeView, RefreshRequest, SignInView, TokenRequest, TokenView } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';

@Resource('', 'identity')
export class SignInController {
  constructor(private readonly signIn: SignInService) {}

  @Move('login', '/auth/login', SignInView, { summary: 'Sign in', refusals: [SignInFailed, SignInBlocked], unkept: true })
  login(@Body() body: Login): Promise<SignInView> {
    return this.signIn.login(body.username, body.password);
  }
  @Move('refresh', '/auth/refresh', SignInView, { summary: 'Exchange a refresh token', refusals: [RefreshTokenInvalid], unkept: true })
  refresh(@Body() body: RefreshRequest): Promise<SignInView> {
    return this.signIn.refresh(body.refreshToken);
  }
  @Move('logout', '/auth/logout', null, { summary: 'Sign out: ends the refresh token and its successors', unkept: true, status: 204 })
  logout(@Body() body: RefreshRequest): Promise<void> {
    return this.signIn.logout(body.refreshToken);
  }
  @Move('issueToken', '/oauth/token', TokenView, {
    summary: 'Get a token with client credentials',
    refusals: [SignInFailed, SignInBlocked],
    unkept: true,
  })
  token(@Body() body: TokenRequest): Promise<TokenView> {
    return this.signIn.token(body);
  }
  @Read('getMe', MeView, { path: 'me', summary: 'Who am I and what may I do' })
  me(): Promise<MeView> {
    return this.signIn.me();
  }
}
