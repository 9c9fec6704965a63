import type { Edge, Node } from '@viz-js/viz';
import type { DefinitionContent, EventMatch, Step } from './definition-content.js';

type Language = 'zh' | 'en';

/** The process as a picture: steps with their role and time limit, arrows with what leads on, what finishes them, and how it may end early. */
export async function drawProcess(content: DefinitionContent, language: Language): Promise<string> {
  // Loaded when the first picture is asked for: the layout engine is a megabyte that most days nobody needs.
  const { instance } = await import('@viz-js/viz');
  const svg = (await instance()).renderString(
    {
      directed: true,
      graphAttributes: { rankdir: 'TB', nodesep: 0.4, ranksep: 0.5, fontname: FONT },
      nodeAttributes: { fontname: FONT, fontsize: 13, shape: 'box', style: 'rounded', margin: '0.25,0.12' },
      edgeAttributes: { fontname: FONT, fontsize: 10, color: '#5b6b7b', fontcolor: '#5b6b7b' },
      nodes: [startOf(content), ...content.steps.map((step) => nodeOf(step, language)), ...endsOf(content)],
      edges: content.steps.flatMap(arrowsInto),
    },
    { format: 'svg' },
  );
  return svg.slice(svg.indexOf('<svg'));
}

const FONT = 'Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif';
const BEGIN = 'begin';
const nameOf = (code: string): string => `step ${code}`;
const eventsText = (events: readonly EventMatch[] = []): string[] => events.map((e) => `✓ ${e.event}`);

const startOf = ({ trigger }: DefinitionContent): Node => ({
  name: BEGIN,
  attributes: { label: trigger.event, shape: 'ellipse', color: '#2f7d4f' },
});
const endsOf = ({ ends = [] }: DefinitionContent): Node[] =>
  ends.map(({ event, as }, n) => ({
    name: `end ${n}`,
    attributes: { label: `${event}\n${as}`, shape: 'ellipse', color: as === 'CANCELLED' ? '#b3402e' : '#2f7d4f' },
  }));

/** What need not happen is dashed. */
function nodeOf({ code, name, role, limitBusinessHours, optional, condition, complete }: Step, language: Language): Node {
  const limit = limitBusinessHours === undefined ? '' : ` · ${limitBusinessHours} h`;
  const label = [name[language], `${role}${limit}`, ...eventsText(complete?.events)].join('\n');
  return { name: nameOf(code), attributes: { label, style: optional || condition ? 'rounded,dashed' : 'rounded' } };
}
function arrowsInto({ code, start }: Step): Edge[] {
  const label = [start?.event, start?.delay].filter((part) => part !== undefined).join(' + ');
  const before = start?.after?.length ? start.after.map(nameOf) : [BEGIN];
  return before.map((tail) => ({
    tail,
    head: nameOf(code),
    attributes: { label, style: start?.event === undefined ? 'solid' : 'dashed' },
  }));
}
