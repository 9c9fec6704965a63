import { Body, Headers, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { FILE_MAX_BYTES, IMAGE_TYPES, UPLOAD_REFUSALS } from '../../../kernel/files/file-content.js';
import type { Rendered } from '../../../kernel/http/answers.interceptor.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { NotFound } from '../../../kernel/problems.js';
import { ListTradeInPhotos, TradeInPhotoView, UploadTradeInPhoto } from './trade-in-photo.dto.js';
import { TradeInOver } from './trade-in-photo.rules.js';
import { TradeInPhotoService } from './trade-in-photo.service.js';

@Resource('trade-ins', 'sales')
export class PhotosOfTradeInController {
  constructor(private readonly photos: TradeInPhotoService) {}

  @Create('uploadTradeInPhoto', TradeInPhotoView, {
    summary: 'Add a photo to an appraisal',
    description:
      'The body is the image itself (`fetch(url, { method: "POST", body: file })`): JPEG, PNG or WebP, at most 10 MB; everything else is in the query. What it is, is read off its content; the type in the header must say the same. A photo stays: it is what the valuation was made of (TI-1).',
    path: ':id/photos',
    takes: { types: IMAGE_TYPES, maxBytes: FILE_MAX_BYTES, example: '…' },
    refusals: [NotFound, ...UPLOAD_REFUSALS, TradeInOver],
  })
  upload(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: Buffer | undefined,
    @Headers('content-type') contentType: string | undefined,
    @Query() query: UploadTradeInPhoto,
  ): Promise<TradeInPhotoView> {
    return this.photos.upload(id, Buffer.isBuffer(body) ? body : Buffer.alloc(0), contentType, query);
  }
  @List('listTradeInPhotos', TradeInPhotoView, { summary: 'List the photos of an appraised car', path: ':id/photos', refusals: [NotFound] })
  list(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListTradeInPhotos): Promise<Page<TradeInPhotoView>> {
    return this.photos.list(id, query);
  }
}

@Resource('trade-in-photos', 'sales')
export class TradeInPhotoController {
  constructor(private readonly photos: TradeInPhotoService) {}

  @Read('getTradeInPhotoContent', null, {
    path: ':id/content',
    gives: { types: IMAGE_TYPES, maxBytes: FILE_MAX_BYTES, example: '…' },
    summary: 'Fetch a photo of an appraised car',
    description: 'With its own content type, `nosniff` and a sandbox: a browser shows it and runs nothing of it.',
  })
  content(@Param('id', ParseUUIDPipe) id: string): Promise<Rendered> {
    return this.photos.content(id);
  }
}
