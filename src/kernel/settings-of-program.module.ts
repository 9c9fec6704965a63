import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config.js';

/** Hands the settings, read once before the start, to whoever asks. */
@Global()
@Module({})
export class SettingsOfProgram {
  static with(config: Config): DynamicModule {
    return { module: SettingsOfProgram, providers: [{ provide: Config, useValue: config }], exports: [Config] };
  }
}
