import { type DocumentsOnFile, missingDocuments } from '../../src/modules/sales/registrations/registration-documents.js';

const ALL: DocumentsOnFile = {
  ...{ identified: true, invoiced: true, carDocuments: ['CERTIFICATE'], insured: true, purchaseTaxed: true, vesselTaxed: true },
  ...{ producedOn: '2026-01-31', afterAccident: false, inspected: false, today: '2026-11-24' },
};

describe('documents of a first registration (RG-1)', () => {
  it.each<[string, Partial<DocumentsOnFile>, string[]]>([
    ['nothing where all is there', {}, []],
    ['who the buyer is', { identified: false }, ['ID']],
    ['the invoice', { invoiced: false }, ['INVOICE']],
    ['the certificate', { carDocuments: ['KEYS'] }, ['CERTIFICATE']],
    ['nothing of an imported car with its proof', { carDocuments: ['IMPORT_PROOF'] }, []],
    ['compulsory insurance', { insured: false }, ['COMPULSORY_INSURANCE']],
    ['both taxes', { purchaseTaxed: false, vesselTaxed: false }, ['PURCHASE_TAX', 'VESSEL_TAX']],
    ['an inspection after an accident', { afterAccident: true }, ['SAFETY_INSPECTION']],
    ['nothing once it is inspected', { afterAccident: true, inspected: true }, []],
    ['nothing to the day two years after it was made', { producedOn: '2024-11-24' }, []],
    ['an inspection from the day after', { producedOn: '2024-11-23' }, ['SAFETY_INSPECTION']],
    ['no inspection where nobody knows when it was made', { producedOn: null }, []],
  ])('%s', (_, more, missing) => {
    expect(missingDocuments({ ...ALL, ...more })).toEqual(missing);
  });
});
