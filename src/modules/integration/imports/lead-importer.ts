import { Injectable } from '@nestjs/common';
import { checkMobile } from '../../../kernel/identifiers.js';
import { CrmApi } from '../../crm/crm.api.js';
import { LEAD_SOURCES, type LeadSource } from '../../crm/crm.contract.js';
import { Desk } from '../desk.js';
import { alike } from '../text-encoding.js';
import type { Brought, CellFault, Checked, Importer, Prepared } from './importer.js';
import {
  CellFormula,
  CellMissing,
  CellMobileInvalid,
  CellModelUnknown,
  CellSourceUnknown,
  CellStoreUnknown,
  CellTooLong,
} from './imports.rules.js';

const SOURCES: Record<LeadSource, string> = {
  WEBSITE: '官网',
  PLATFORM: '垂直平台',
  WALK_IN: '到店',
  PHONE: '电话',
  WECHAT: '微信',
  REFERRAL: '转介绍',
  EVENT: '活动',
  OEM: '厂家',
  OTHER: '其他',
};

/** Leads from a spreadsheet, through the same door as every enquiry (L-3, L-5). */
@Injectable()
export class LeadImporter implements Importer {
  /** Who lets an enquiry in by hand. */
  readonly permission = 'releaseAdfIntake';
  readonly columns = [
    { field: 'name', headings: ['姓名', 'name', '客户姓名'], needed: true },
    { field: 'mobile', headings: ['手机', 'mobile', '手机号', '电话', 'phone'], needed: true },
    { field: 'source', headings: ['来源', 'source'] },
    { field: 'model', headings: ['意向车型', 'model', '车型'] },
    { field: 'note', headings: ['备注', 'note'] },
    { field: 'store', headings: ['门店', 'store', '门店代码', 'store code'] },
  ] as const;

  constructor(
    private readonly crm: CrmApi,
    private readonly desk: Desk,
  ) {}

  async checker(storeId: string): Promise<(cells: Record<string, string>) => Checked> {
    const stores = await this.desk.stores();
    const catalogue = await this.desk.catalogue();
    const storeNamed = named(stores, (store) => [store.code, store.name]);
    const modelNamed = named(catalogue, (model) => [model.code, model.name]);
    const sourceNamed = named([...LEAD_SOURCES], (source) => [source, SOURCES[source]]);
    return ({ name = '', mobile = '', source, model, note, store }) => {
      const faults: CellFault[] = [];
      const found = <T>(text: string | undefined, among: Map<string, T>, field: string, refusal: CellFault['refusal']): T | undefined => {
        const one = text ? among.get(alike(text)) : undefined;
        if (text && one === undefined) faults.push({ field, refusal });
        return one;
      };
      if (!name) faults.push({ field: 'name', refusal: CellMissing });
      else if (name.length > 100) faults.push({ field: 'name', refusal: CellTooLong });
      else if (/^[=+@\-]/.test(name)) faults.push({ field: 'name', refusal: CellFormula });
      const number = checkMobile(mobile.normalize('NFKC').replaceAll(/[\s-]/g, '')).normalised;
      if (number === null) faults.push({ field: 'mobile', refusal: mobile ? CellMobileInvalid : CellMissing });
      if (note && note.length > 2000) faults.push({ field: 'note', refusal: CellTooLong });
      const prepared = {
        name,
        mobile: number ?? '',
        source: found(source, sourceNamed, 'source', CellSourceUnknown) ?? 'OTHER',
        modelId: found(model, modelNamed, 'model', CellModelUnknown)?.modelId,
        storeId: found(store, storeNamed, 'store', CellStoreUnknown)?.id ?? storeId,
        note: note || undefined,
      };
      return faults.length ? { faults } : { faults, prepared, key: prepared.mobile };
    };
  }

  async bring({ name = '', mobile = '', source, modelId, storeId = '', note }: Prepared): Promise<Brought> {
    const { leadId, duplicateOfLeadId } = await this.crm.receiveLead({
      name,
      mobile,
      source: source as LeadSource,
      modelId,
      storeId,
      note,
    });
    return { resultId: leadId, duplicate: duplicateOfLeadId !== null };
  }
}

const named = <T>(things: readonly T[], names: (thing: T) => string[]): Map<string, T> =>
  new Map(things.flatMap((thing) => names(thing).map((name) => [alike(name), thing] as const)));
