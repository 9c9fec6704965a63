import { Body, Headers, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { Forbidden, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CreateImport, ImportRowView, ImportView, ListImportRows, ListImports } from './import.dto.js';
import { ImportReads } from './import.queries.js';
import { ImportService } from './import.service.js';
import {
  CSV_TYPE,
  IMPORT_MAX_BYTES,
  ImportColumnMissing,
  ImportColumnUnknown,
  ImportEmpty,
  ImportTooLong,
  ImportUnreadable,
  JSON_TYPE,
  XLSX_TYPE,
} from './imports.rules.js';

@Resource('imports', 'integration')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly reads: ImportReads,
  ) {}

  @Create('createImport', ImportView, {
    summary: 'Bring a file of rows in',
    description:
      'The body is the file itself (`fetch(url, { method: "POST", body: file })`), CSV (UTF-8 or GB 18030), XLSX or JSON (`text/json`: a list of flat objects), at most 10 MB; everything else is in the query. LEADS have the columns 姓名 name, 手机 mobile, and if wanted 来源 source, 意向车型 model (code or name), 备注 note, 门店 store (code or name). Every row is checked first; then the rows come in piece by piece: read the import for its progress and GET /imports/{id}/rows for the verdicts. A mobile whose lead is open is a DUPLICATE: a further enquiry of that lead (L-3). CARS have VIN, 车型 model (code), 颜色 colour, 采购成本 purchaseCost (fen), and if wanted 状态 state (ORDERED or ARRIVED), 入库日期 stockInDate, 库位 location, 合格证号 certificateNumber, 发动机号 engineNumber, 门店 store; they come in together, in one transaction. MODELS have what their export has, amounts in fen; a known code is changed. Each kind needs the permission of what is done by hand: releaseAdfIntake, createStockVehicle, updateVehicleModel.',
    takes: { types: [CSV_TYPE, XLSX_TYPE, JSON_TYPE], maxBytes: IMPORT_MAX_BYTES, example: '姓名,手机,来源\n王小明,13800138000,官网\n' },
    refusals: [Forbidden, NotFound, StoreRequired, ImportUnreadable, ImportEmpty, ImportTooLong, ImportColumnMissing, ImportColumnUnknown],
  })
  create(
    @Body() body: Buffer | undefined,
    @Headers('content-type') contentType: string | undefined,
    @Query() query: CreateImport,
  ): Promise<ImportView> {
    const type = contentType?.toLowerCase() ?? CSV_TYPE;
    return this.imports.receive(
      body ?? Buffer.alloc(0),
      type.startsWith(XLSX_TYPE) ? 'XLSX' : type.startsWith(JSON_TYPE) ? 'JSON' : 'CSV',
      query,
    );
  }
  @List('listImports', ImportView, { summary: 'List imports, the newest first' })
  list(@Query() query: ListImports): Promise<Page<ImportView>> {
    return this.reads.list(query);
  }
  @Read('getImport', ImportView, { summary: 'Read an import and how far it is' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ImportView> {
    return this.reads.one(id);
  }
  @List('listImportRows', ImportRowView, {
    path: ':id/rows',
    summary: 'List the rows of an import with their verdicts',
    description: '`verdict=BAD` is what to put right: row number as in the spreadsheet, field, code and message.',
    refusals: [NotFound],
  })
  rows(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListImportRows): Promise<Page<ImportRowView>> {
    return this.reads.rows(id, query);
  }
}
