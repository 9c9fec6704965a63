import { chromium } from 'playwright-core';
import { server } from '../support/server.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

describe('the reference at /docs', () => {
  it('shows every context and opens an operation, and asks nobody else for anything', async () => {
    const app = await server();
    const browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
    try {
      const page = await browser.newPage();
      const strangers: string[] = [];
      const faults: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(app.baseUrl) && !request.url().startsWith('data:')) strangers.push(request.url());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`${app.baseUrl}/docs`);
      await page.waitForSelector('.opblock-tag');
      const tags = await page.$$eval('.opblock-tag', (nodes) => nodes.map((node) => node.getAttribute('data-tag')));
      expect(tags).toEqual(expect.arrayContaining(['crm', 'sales', 'inventory', 'finance', 'aftersales', 'parts', 'workflow', 'identity']));
      await page.click('.opblock-tag[data-tag="sales"]');
      await page.waitForSelector('#operations-sales-acceptQuotation');
      await page.click('#operations-sales-acceptQuotation .opblock-summary-control');
      await page.waitForSelector('#operations-sales-acceptQuotation .responses-table');
      expect(strangers).toEqual([]);
      expect(faults).toEqual([]);
      if (process.env['SCREENSHOT']) await page.screenshot({ path: process.env['SCREENSHOT'], fullPage: true });
    } finally {
      await browser.close();
    }
  });
});
