import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { Disclosure } from '@/components/ui/disclosure'
import { Cell, Row, Table } from '@/components/ui/table'

const WIDTH = 300
const HEIGHT = 64
const TOP = 4

/** `place`: how far from the left, of 1; lines whose points have none stand at equal distances. */
export type ChartPoint = { label: string; values: (number | null)[]; place?: number }

type ChartProps = {
  title: string
  /** What stands beside the title: the sum, or the last value. */
  figure: string
  /** One for bars; two or more are drawn as lines, the first one solid. */
  series: string[]
  points: readonly ChartPoint[]
  format: (value: number) => string
  /** What stands below the ends; the first and the last point's label unless given. */
  ends?: [string, string]
}

/** A small chart that the server draws, and the same as a table below. */
export function Chart({ title, figure, series, points, format, ends }: ChartProps) {
  const most = points.reduce((high, { values }) => Math.max(high, ...values.map((value) => value ?? 0)), 0)
  const [first, last] = ends ?? [points[0]?.label ?? '', points.at(-1)?.label ?? '']

  return (
    <figure className="flex min-w-0 flex-col gap-2 rounded-lg border bg-surface p-4">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{title}</span>
        <span className="text-muted text-table tabular-nums">{figure}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`${title}: ${figure}, at most ${format(most)}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-16 w-full border-b"
      >
        {series.length === 1 ? (
          <Bars points={points} most={most} />
        ) : (
          <Lines series={series} points={points} most={most} />
        )}
      </svg>
      <div aria-hidden className="flex justify-between text-muted text-table">
        <span>{first}</span>
        <span>{last}</span>
      </div>
      <Disclosure summary={`${title} as a table`}>
        <Table label={title} columns={['When', ...series].map((label) => ({ label }))}>
          {points.map(({ label, values }) => (
            <Row key={label}>
              <Cell label="When" narrow="first">
                {label}
              </Cell>
              {series.map((name, at) => (
                <Cell key={name} label={name} narrow="named">
                  <span className="tabular-nums">{words(values[at], format)}</span>
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      </Disclosure>
    </figure>
  )
}

function words(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? 'None' : format(value)
}

type Drawn = { points: readonly ChartPoint[]; most: number }

function Bars({ points, most }: Drawn) {
  const y = scaleLinear([0, most || 1], [0, HEIGHT - TOP])
  const step = WIDTH / Math.max(1, points.length)

  return points.map(({ label, values: [value] }, at) => {
    // What is little and not nothing stays in sight.
    const height = value ? Math.max(2, y(value)) : 0
    return (
      <rect
        key={label}
        x={at * step + step * 0.1}
        width={step * 0.8}
        y={HEIGHT - height}
        height={height}
        className="fill-accent"
      />
    )
  })
}

function Lines({ series, points, most }: Drawn & { series: string[] }) {
  const y = scaleLinear([0, most || 1], [HEIGHT - 1, TOP])
  const x = scaleLinear([0, 1], [3, WIDTH - 3])
  const gaps = Math.max(1, points.length - 1)

  return series.map((name, which) => {
    const seen = points.flatMap(({ values, place }, at): [number, number][] => {
      const value = values[which]
      return value === null || value === undefined ? [] : [[x(place ?? at / gaps), y(value)]]
    })
    const [only] = seen
    // Times without a call have no latency: the line leads over them, and a single one is a dash.
    const path = seen.length === 1 && only ? `M${only[0] - 3},${only[1]}h6` : line()(seen)
    return path === null ? null : (
      <path
        key={name}
        d={path}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.5}
        strokeDasharray={which === 0 ? undefined : '4 3'}
        vectorEffect="non-scaling-stroke"
      />
    )
  })
}
