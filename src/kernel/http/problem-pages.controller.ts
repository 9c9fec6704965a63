import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { allRefusals, NotFound, refusalByCode, type RefusalType } from '../problems.js';

/** The page that the `type` of a problem leads to. */
@ApiExcludeController()
@Controller('problems')
export class ProblemPages {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  all(): string {
    return page(
      'Problems · 问题代码',
      `<ul>${allRefusals()
        .map((r) => `<li><a href="/problems/${r.code}"><code>${r.code}</code></a> ${r.status} ${r.title.zh} · ${r.title.en}</li>`)
        .join('')}</ul>`,
    );
  }

  @Get(':code')
  @Header('content-type', 'text/html; charset=utf-8')
  one(@Param('code') code: string): string {
    const refusal = refusalByCode(code);
    if (!refusal) throw NotFound();
    return page(refusal.code, describe(refusal));
  }
}

const describe = (r: RefusalType) =>
  `<p>${r.title.zh}</p><p lang="en">${r.title.en}</p><dl><dt>Status</dt><dd>${r.status}</dd>${r.rule ? `<dt>Rule</dt><dd>${r.rule}</dd>` : ''}</dl><p><a href="/problems">All problems · 全部</a></p>`;

const page = (
  title: string,
  body: string,
) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · Forecourt</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}code{font-weight:600}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;
