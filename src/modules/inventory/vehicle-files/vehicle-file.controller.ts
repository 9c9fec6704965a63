import { Body, Headers, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { FILE_MAX_BYTES, FILE_TYPES, UPLOAD_REFUSALS } from '../../../kernel/files/file-content.js';
import type { Rendered } from '../../../kernel/http/answers.interceptor.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { ListVehicleFiles, RemoveVehicleFile, UploadVehicleFile, VehicleFileView } from './vehicle-file.dto.js';
import { VehicleFileReads } from './vehicle-file.queries.js';
import { FileRemoved, PhotoMustBeImage } from './vehicle-file.rules.js';
import { VehicleFileService } from './vehicle-file.service.js';

@Resource('stock-vehicles', 'inventory')
export class FilesOfVehicleController {
  constructor(
    private readonly files: VehicleFileService,
    private readonly reads: VehicleFileReads,
  ) {}

  @Create('uploadVehicleFile', VehicleFileView, {
    summary: 'Add a photo or document to a car',
    description:
      'The body is the file itself (`fetch(url, { method: "POST", body: file })`): JPEG, PNG, WebP or PDF, at most 10 MB; everything else is in the query. What it is, is read off its content; the type in the header must say the same.',
    path: ':id/files',
    takes: { types: FILE_TYPES, maxBytes: FILE_MAX_BYTES, example: '%PDF-1.7' },
    refusals: [NotFound, ...UPLOAD_REFUSALS, PhotoMustBeImage],
  })
  upload(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: Buffer | undefined,
    @Headers('content-type') contentType: string | undefined,
    @Query() query: UploadVehicleFile,
  ): Promise<VehicleFileView> {
    return this.files.upload(id, Buffer.isBuffer(body) ? body : Buffer.alloc(0), contentType, query);
  }
  @List('listVehicleFiles', VehicleFileView, {
    summary: 'List the photos and documents of a car',
    path: ':id/files',
    refusals: [NotFound],
  })
  list(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListVehicleFiles): Promise<Page<VehicleFileView>> {
    return this.reads.list(id, query);
  }
}

@Resource('vehicle-files', 'inventory')
export class VehicleFileController {
  constructor(
    private readonly files: VehicleFileService,
    private readonly reads: VehicleFileReads,
  ) {}

  @Read('getVehicleFile', VehicleFileView, { summary: 'Read what a photo or document is' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleFileView> {
    return this.reads.one(id);
  }
  @Read('getVehicleFileContent', null, {
    path: ':id/content',
    gives: { types: FILE_TYPES, maxBytes: FILE_MAX_BYTES, example: '…' },
    summary: 'Fetch a photo or document',
    description: 'With its own content type, `nosniff` and a sandbox: a browser shows it and runs nothing of it.',
    refusals: [FileRemoved],
  })
  content(@Param('id', ParseUUIDPipe) id: string): Promise<Rendered> {
    return this.files.content(id);
  }
  @Move('removeVehicleFile', 'remove', VehicleFileView, {
    summary: 'Remove a photo or document',
    description: 'That it was there, who removed it and why stays; its content is gone.',
    refusals: [IllegalMove],
  })
  remove(@Param('id', ParseUUIDPipe) id: string, @Body() body: RemoveVehicleFile): Promise<VehicleFileView> {
    return this.files.remove(id, body.reason);
  }
}
