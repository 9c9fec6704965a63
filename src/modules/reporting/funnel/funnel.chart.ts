import { say } from '../../../kernel/problems.js';
import type { FunnelStage, SalesFunnelView } from './funnel.dto.js';

const WIDTH = 800;
const HEIGHT = 480;
const FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const COLOURS: Record<FunnelStage, string> = {
  LEAD: '#1f4e79',
  CONTACTED: '#2a6496',
  VISIT: '#357ab3',
  TEST_DRIVE: '#4590c8',
  QUOTED: '#5fa5d6',
  ORDERED: '#7fbae0',
  DELIVERED: '#2e9e6b',
};
const stageName = (stage: string): string =>
  ({
    LEAD: say('线索', 'Lead'),
    CONTACTED: say('已联系', 'Contacted'),
    VISIT: say('到店', 'Visit'),
    TEST_DRIVE: say('试驾', 'Test drive'),
    QUOTED: say('报价', 'Quoted'),
    ORDERED: say('下订', 'Ordered'),
    DELIVERED: say('交付', 'Delivered'),
  })[stage] ?? stage;

/** Draws the funnel as SVG on the server: centred bars, so that small counts keep a readable label beside them. */
export async function drawFunnel({ basis, from, to, stages }: SalesFunnelView): Promise<string> {
  // The chart library is large; a program that draws nothing never loads it.
  const echarts = await import('echarts');
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  const widest = Math.max(1, ...stages.map((s) => s.count));
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT },
    title: {
      text: say('销售漏斗', 'Sales funnel'),
      subtext: `${from} – ${to} · ${basis === 'cohort' ? say('按线索批次', 'by lead cohort') : say('按发生日期', 'by event date')}`,
      left: 'center',
      top: 12,
      textStyle: { fontSize: 20, color: '#1f2933' },
      subtextStyle: { fontSize: 13, color: '#52606d' },
    },
    grid: { left: 90, right: 150, top: 80, bottom: 24 },
    xAxis: { type: 'value', min: 0, max: widest, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: stages.map((s) => stageName(s.stage)),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { fontSize: 14, color: '#1f2933' },
    },
    series: [
      { type: 'bar', stack: 'funnel', silent: true, itemStyle: { color: 'transparent' }, data: stages.map((s) => (widest - s.count) / 2) },
      {
        type: 'bar',
        stack: 'funnel',
        barWidth: '72%',
        data: stages.map((s) => ({ value: s.count, itemStyle: { color: COLOURS[s.stage as FunnelStage], borderRadius: 4 } })),
      },
      // A third, empty part reaches the right edge, where the figures stand in one column.
      {
        type: 'bar',
        stack: 'funnel',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: stages.map((s) => (widest - s.count) / 2),
        label: {
          show: true,
          position: 'right',
          fontSize: 14,
          color: '#1f2933',
          formatter: ({ dataIndex }: { dataIndex: number }) => figures(stages[dataIndex]),
        },
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function figures(stage: SalesFunnelView['stages'][number] | undefined): string {
  if (!stage) return '';
  return stage.rate === null ? String(stage.count) : `${stage.count}  (${(stage.rate * 100).toFixed(1)}%)`;
}
