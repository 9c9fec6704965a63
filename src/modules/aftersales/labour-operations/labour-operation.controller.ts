import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { LabourOperationCodeTaken } from '../aftersales.contract.js';
import { CreateLabourOperation, LabourOperationView, ListLabourOperations } from './labour-operation.dto.js';
import { LabourOperationService } from './labour-operation.service.js';

@Resource('labour-operations', 'aftersales')
export class LabourOperationController {
  constructor(private readonly operations: LabourOperationService) {}

  @Create('createLabourOperation', LabourOperationView, {
    summary: 'Define a labour operation (A-5)',
    refusals: [LabourOperationCodeTaken],
  })
  create(@Body() body: CreateLabourOperation): Promise<LabourOperationView> {
    return this.operations.define(body);
  }
  @List('listLabourOperations', LabourOperationView, { summary: 'List labour operations by code' })
  list(@Query() query: ListLabourOperations): Promise<Page<LabourOperationView>> {
    return this.operations.list(query);
  }
  @Read('getLabourOperation', LabourOperationView, { summary: 'Read a labour operation' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<LabourOperationView> {
    return this.operations.operation(id);
  }
}
