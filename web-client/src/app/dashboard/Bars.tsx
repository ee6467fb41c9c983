import { AxisBottom, AxisLeft } from '@visx/axis';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';

export interface BarValue {
  readonly name: string;
  readonly value: number;
}

interface BarsProps {
  readonly title: string;
  readonly values: readonly BarValue[];
  readonly say: (value: number) => string;
}

const WIDTH = 520;
const ROW = 28;
const MARGIN = { top: 4, right: 76, bottom: 4, left: 116 };
const LONGEST_NAME = 16;

/** Bars side by side that grow and shrink with what they show, and a table of the same for who does not see them. */
export function Bars({ title, values, say }: BarsProps) {
  const height = values.length * ROW + MARGIN.top + MARGIN.bottom;
  const x = scaleLinear({
    domain: [0, Math.max(1, ...values.map(({ value }) => value))],
    range: [0, WIDTH - MARGIN.left - MARGIN.right],
  });
  const y = scaleBand({
    domain: values.map(({ name }) => name),
    range: [0, values.length * ROW],
    padding: 0.25,
  });
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
        <Group left={MARGIN.left} top={MARGIN.top}>
          {values.map(({ name, value }) => (
            <g key={name} transform={`translate(0 ${y(name) ?? 0})`} className="bar-of">
              <Bar width={Math.max(1, x(value))} height={y.bandwidth()} rx={4} className="filled" />
              <text y={y.bandwidth() / 2} dy="0.35em" style={{ transform: `translateX(${x(value) + 6}px)` }}>
                {say(value)}
              </text>
            </g>
          ))}
          <AxisLeft
            scale={y}
            hideTicks
            axisLineClassName="axis"
            tickLabelProps={{ className: 'tick', textAnchor: 'end', dy: '0.33em', dx: -4 }}
            tickFormat={(name) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name)}
            numTicks={values.length}
          />
        </Group>
      </svg>
      <Figures title={title} values={values} say={say} />
    </figure>
  );
}

const COLUMNS_HEIGHT = 200;
const COLUMNS_MARGIN = { top: 8, right: 8, bottom: 28, left: 32 };

/** Columns in the order of their names, such as years. */
export function Columns({ title, values, say }: BarsProps) {
  const { top, right, bottom, left } = COLUMNS_MARGIN;
  const x = scaleBand({ domain: values.map(({ name }) => name), range: [0, WIDTH - left - right], padding: 0.15 });
  const y = scaleLinear({
    domain: [0, Math.max(1, ...values.map(({ value }) => value))],
    range: [COLUMNS_HEIGHT - top - bottom, 0],
    nice: true,
  });
  const [floor] = y.range();
  const every = Math.ceil(values.length / 8);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${COLUMNS_HEIGHT}`} aria-hidden="true">
        <Group left={left} top={top}>
          {values.map(({ name, value }) => (
            <Bar
              key={name}
              x={x(name) ?? 0}
              y={y(value)}
              width={x.bandwidth()}
              height={(floor ?? 0) - y(value)}
              rx={2}
              className="filled"
            />
          ))}
          <AxisLeft
            scale={y}
            numTicks={4}
            tickFormat={(value) => say(Number(value))}
            axisLineClassName="axis"
            tickLineProps={{ className: 'axis' }}
            tickLabelProps={{ className: 'tick', textAnchor: 'end', dy: '0.33em', dx: -4 }}
          />
          <AxisBottom
            scale={x}
            top={floor ?? 0}
            axisLineClassName="axis"
            tickLineProps={{ className: 'axis' }}
            tickValues={values.filter((_, index) => index % every === 0).map(({ name }) => name)}
            tickLabelProps={{ className: 'tick', textAnchor: 'middle', dy: '0.25em' }}
          />
        </Group>
      </svg>
      <Figures title={title} values={values} say={say} />
    </figure>
  );
}

function Figures({ title, values, say }: BarsProps) {
  return (
    <div className="read-out">
      <table>
        <caption>{title}</caption>
        <tbody>
          {values.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{say(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
