import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { plus } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import type { TakenLead } from '../../crm/crm.contract.js';
import { Desk } from '../desk.js';
import { type AdfElement, type AdfMode, readElement, readProspects, writeElement } from './adf-document.js';
import { AdfIntake, adfIntakeLifecycle, type AdfRemark } from './adf-intake.entity.js';
import { type AdfFault, type AdfProspect, mapProspect } from './adf-prospect.js';
import { AdfReads, remark } from './adf.queries.js';
import {
  AdfContactUnreachable,
  AdfContentKept,
  AdfModelUnknown,
  AdfProspectsPerDocument,
  AdfStrict,
  AdfTooComplex,
  AdfVendorAliases,
  AdfVendorMissing,
  AdfVendorUnknown,
} from './adf.rules.js';
import type { AdfIntakeView, AdfReceiptView, AdfVerdictView, DiscardAdfIntake, ReleaseAdfIntake } from './adf.dto.js';
import { leadNote, senderKey } from './lead-note.js';
import { matchModel } from './vehicle-match.js';
import { type KnownStores, matchStore } from './vendor-match.js';

const NAMELESS = '未具名';

/** What became of a prospect on reading: the lead's facts, or the fault that keeps it out. */
interface Reading {
  prospect: AdfProspect;
  storeId: string | null;
  modelId: string | undefined;
  faults: AdfFault[];
  keptOutBy: AdfFault | undefined;
}

/** ADF documents become leads; what cannot become one is kept with its reason until somebody decides (L-8). */
@Injectable()
export class AdfIntakeService {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
    private readonly desk: Desk,
    private readonly crm: CrmApi,
    private readonly reads: AdfReads,
  ) {}

  async receive(bytes: Buffer, charset: string | undefined, asked: AdfMode | undefined): Promise<AdfReceiptView> {
    const mode = asked ?? ((await this.desk.setting(AdfStrict)) ? 'strict' : 'lenient');
    const prospects = readProspects(bytes, charset, mode);
    if (prospects.length > (await this.desk.setting(AdfProspectsPerDocument))) throw AdfTooComplex({ detail: 'prospect' });
    return this.db.transaction(async () => {
      const stores = await this.#stores();
      const items: AdfVerdictView[] = [];
      for (const element of prospects) items.push({ prospect: items.length + 1, ...(await this.#take(element, mode, stores)) });
      return { items };
    });
  }

  /** A human decides: with what they found out, it becomes a lead as if it had been read leniently. */
  release(id: string, corrections: ReleaseAdfIntake): Promise<AdfIntakeView> {
    return this.db.transaction(async () => {
      const intake = await this.db.lock(AdfIntake, id);
      adfIntakeLifecycle.check(intake, 'release');
      const element = readElement((await this.personal.open(id, intake.contentSealed)) ?? '');
      const reading = await this.#read(element, 'lenient', await this.#stores(), corrections, intake.storeId);
      if (reading.keptOutBy) {
        const { refusal } = reading.keptOutBy;
        throw refusal({ errors: [at(refusal === AdfContactUnreachable ? '/mobile' : '/storeId', refusal)] });
      }
      await this.#accept(intake, reading);
      await this.db.save(intake, 'release');
      return this.reads.viewOf(intake);
    });
  }

  discard(id: string, { reason }: DiscardAdfIntake): Promise<AdfIntakeView> {
    return this.db.transaction(async () => {
      const intake = await this.db.lock(AdfIntake, id);
      adfIntakeLifecycle.move(intake, 'discard');
      intake.discardNote = reason;
      intake.eraseAt = await this.#eraseAt();
      return this.reads.viewOf(await this.db.save(intake, 'discard'));
    });
  }

  /** Its time is over (PR-8): the key goes, and with it what the sender said of a person. */
  async erase(id: string): Promise<void> {
    const intake = await this.db.lock(AdfIntake, id);
    Object.assign(intake, { contentSealed: null, eraseAt: null });
    await this.db.save(intake, 'erase');
    await this.personal.erase(id);
  }

  async #take(element: AdfElement, mode: AdfMode, stores: KnownStores): Promise<Omit<AdfVerdictView, 'prospect'>> {
    const reading = await this.#read(element, mode, stores);
    const { prospect, faults, keptOutBy } = reading;
    const key = senderKey(prospect, context.principal.id);
    const before = key === null ? undefined : await this.#before(key);
    if (before && before.state !== 'QUARANTINED')
      return { verdict: 'DUPLICATE', intakeId: before.id, leadId: before.leadId, duplicateOfLeadId: null, reason: null, warnings: [] };
    const intake = before ?? Object.assign(new AdfIntake(), { id: newId(), number: await this.desk.number('ADF'), senderKey: key });
    const warnings = remarks(faults.filter((fault) => fault !== keptOutBy));
    Object.assign(intake, {
      storeId: reading.storeId,
      sentBy: context.principal.id,
      provider: prospect.provider,
      externalId: prospect.ids[0]?.id ?? null,
      vendor: prospect.vendor[0] ?? null,
      requestedAt: prospect.requestedAt,
      warnings,
      contentSealed: await this.personal.seal(intake.id, writeElement(element)),
    });
    let lead: TakenLead | undefined;
    if (!keptOutBy) lead = await this.#accept(intake, reading);
    else {
      if (!before) adfIntakeLifecycle.begin(intake, 'QUARANTINED');
      Object.assign(intake, { reason: keptOutBy.refusal.code, reasonPath: keptOutBy.path });
    }
    await this.db.save(intake, 'receive');
    return {
      verdict: lead ? 'ACCEPTED' : 'QUARANTINED',
      intakeId: intake.id,
      leadId: lead?.leadId ?? null,
      duplicateOfLeadId: lead?.duplicateOfLeadId ?? null,
      reason: keptOutBy ? remark({ code: keptOutBy.refusal.code, path: keptOutBy.path }) : null,
      warnings: warnings.map(remark),
    };
  }

  async #read(
    element: AdfElement,
    mode: AdfMode,
    stores: KnownStores,
    { storeId, name, mobile, modelId: named }: ReleaseAdfIntake = {},
    before: string | null = null,
  ): Promise<Reading> {
    const mapped = mapProspect(element);
    const prospect = { ...mapped, name: name ?? mapped.name, mobile: mobile ?? mapped.mobile };
    const faults = mapped.faults.filter(({ refusal }) => !(refusal === AdfContactUnreachable && mobile !== undefined));
    const meant = storeId ?? matchStore(prospect.vendor, stores) ?? before;
    const only = stores.stores.length === 1 ? (stores.stores[0]?.id ?? null) : null;
    if (meant === null && (prospect.vendor.length || only === null))
      faults.push({
        refusal: prospect.vendor.length ? AdfVendorUnknown : AdfVendorMissing,
        path: 'vendor',
        keepsOut: only === null ? 'always' : 'strict',
      });
    const catalogue = await this.desk.catalogue();
    if (named !== undefined && !catalogue.some(({ modelId }) => modelId === named))
      throw ReferenceUnknown({ errors: [at('/modelId', ReferenceUnknown)] });
    const model = prospect.wanted ? matchModel(prospect.wanted, catalogue) : null;
    if (prospect.wanted && !model) faults.push({ refusal: AdfModelUnknown, path: 'vehicle/model', keepsOut: 'warning' });
    const keptOutBy =
      faults.find(({ keepsOut }) => keepsOut === 'always') ??
      (mode === 'strict' ? faults.find(({ keepsOut }) => keepsOut === 'strict') : undefined);
    return { prospect, storeId: meant ?? only, modelId: named ?? model?.modelId, faults, keptOutBy };
  }

  async #accept(intake: AdfIntake, { prospect, storeId, modelId }: Reading): Promise<TakenLead> {
    const lead = await this.crm.receiveLead({
      storeId: storeId as string,
      source: 'PLATFORM',
      name: prospect.name ?? NAMELESS,
      mobile: prospect.mobile ?? undefined,
      email: prospect.email ?? undefined,
      modelId,
      note: leadNote(prospect),
    });
    if (intake.state === undefined) adfIntakeLifecycle.begin(intake, 'ACCEPTED');
    else adfIntakeLifecycle.move(intake, 'release');
    Object.assign(intake, { storeId, leadId: lead.leadId, eraseAt: await this.#eraseAt() });
    return lead;
  }

  /** Lets one transaction at a time decide about a sender's prospect; the unique key is behind it. */
  async #before(key: string): Promise<AdfIntake | undefined> {
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 1110))', [key]);
    const [found] = await this.db.lockAll(AdfIntake, { senderKey: key });
    return found;
  }
  async #stores(): Promise<KnownStores> {
    return { stores: await this.desk.stores(), aliases: await this.desk.setting(AdfVendorAliases) };
  }
  async #eraseAt(): Promise<Date> {
    return plus(this.desk.now(), await this.desk.setting(AdfContentKept));
  }
}

const remarks = (faults: AdfFault[]): AdfRemark[] => faults.map(({ refusal, path }) => ({ code: refusal.code, path }));
