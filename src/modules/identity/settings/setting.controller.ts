import { Body, Param, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { SettingUnknown, SettingValueInvalid } from '../identity.contract.js';
import { ListSettings, ReadSetting, SetSetting, SettingExplanationView, SettingValueView } from './setting.dto.js';
import { SettingService } from './setting.service.js';

@Resource('settings', 'identity')
export class SettingController {
  constructor(private readonly settings: SettingService) {}

  @Create('createSetting', SettingValueView, {
    summary: 'Give a setting a value for the group, a brand or a store',
    refusals: [SettingUnknown, SettingValueInvalid],
  })
  set(@Body() body: SetSetting): Promise<SettingValueView> {
    return this.settings.set(body);
  }
  @List('listSettings', SettingValueView, { summary: 'List the values that were set' })
  list(@Query() query: ListSettings): Promise<Page<SettingValueView>> {
    return this.settings.list(query);
  }
  @Read('explainSetting', SettingExplanationView, {
    path: ':key',
    summary: 'Which value holds for a store, and why',
    refusals: [SettingUnknown],
  })
  explain(@Param('key') key: string, @Query() query: ReadSetting): Promise<SettingExplanationView> {
    return this.settings.explain(key, query.storeId);
  }
}
