import type { DefinitionContent, EventMatch } from './definition-content.js';

type Language = 'zh' | 'en';
const quote = (text: string): string => `"${text.replaceAll('"', '#quot;')}"`;
const eventsText = (events: readonly EventMatch[] | undefined): string => (events ?? []).map((e) => e.event).join(' | ');

/** The process as a Mermaid flowchart: steps with their role and limit, arrows with what leads on. */
export function mermaidOf(content: DefinitionContent, language: Language): string {
  const node = new Map(content.steps.map((step, n) => [step.code, `s${n}`]));
  const lines = ['flowchart TD', `  begin([${quote(content.trigger.event)}])`];
  for (const step of content.steps) {
    const limit = step.limitBusinessHours === undefined ? '' : `<br/>${step.limitBusinessHours} h`;
    const text = quote(`${step.name[language]}<br/>${step.role}${limit}`);
    lines.push(`  ${node.get(step.code)}${step.optional ? `(${text})` : `[${text}]`}`);
  }
  for (const { code, start } of content.steps) {
    const to = node.get(code);
    const label = [start?.event, start?.delay].filter((l) => l !== undefined).join(' + ');
    if (start?.after?.length)
      for (const before of start.after) lines.push(`  ${node.get(before) ?? 'begin'} ${label ? `-- ${quote(label)} -->` : '-->'} ${to}`);
    else if (start?.event !== undefined) lines.push(`  begin -. ${quote(label)} .-> ${to}`);
    else lines.push(`  begin ${label ? `-- ${quote(label)} -->` : '-->'} ${to}`);
  }
  for (const [n, end] of (content.ends ?? []).entries()) lines.push(`  end${n}([${quote(`${end.event}: ${end.as}`)}])`);
  for (const step of content.steps) if (step.complete?.events?.length) lines.push(`  %% ${step.code}: ${eventsText(step.complete.events)}`);
  return `${lines.join('\n')}\n`;
}
