import { clsx } from 'clsx'
import { counted } from '@/lib/format/counted'
import type { ActionUse, UseState } from '@/lib/right-size/model'

type Tile = { name: string; state: UseState }

/** The strongest comes first: a service of which something was used is a used one. */
const ORDER: readonly UseState[] = ['used', 'refused', 'unseen', 'unused']

const LOOK: Record<UseState, { className: string; label: string }> = {
  used: { className: 'bg-accent', label: 'used' },
  refused: { className: 'bg-danger', label: 'refused only' },
  unseen: { className: 'border border-control bg-raised', label: 'can’t be seen' },
  unused: { className: 'border border-control border-dashed', label: 'never used' },
}

/** A square for each service, now and with the proposal. The table below says the same. */
export function ServiceMap({ actions, after }: { actions: readonly ActionUse[]; after: ReadonlySet<string> | null }) {
  const now = tilesOf(actions)
  const next = after && now.filter(({ name }) => after.has(name))
  const states = ORDER.filter((state) => now.some((tile) => tile.state === state))

  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-2">
        <Squares title="Now" tiles={now} />
        {next ? <Squares title="With the proposal" tiles={next} /> : null}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-table" aria-label="Legend">
        {states.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <span aria-hidden className={clsx('size-3 rounded-xs', LOOK[state].className)} />
            {LOOK[state].label}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Squares({ title, tiles }: { title: string; tiles: readonly Tile[] }) {
  return (
    <figure className="flex min-w-0 flex-col gap-2 rounded-lg border bg-surface p-4">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{title}</span>
        <span className="text-muted text-table tabular-nums">{counted(tiles.length, 'service')}</span>
      </figcaption>
      <div role="img" aria-label={`${title}: ${summary(tiles)}`} className="flex flex-wrap gap-1">
        {tiles.map(({ name, state }) => (
          <span
            key={name}
            title={`${name}: ${LOOK[state].label}`}
            className={clsx('size-3 rounded-xs', LOOK[state].className)}
          />
        ))}
      </div>
    </figure>
  )
}

function summary(tiles: readonly Tile[]): string {
  const parts = ORDER.flatMap((state) => {
    const count = tiles.filter((tile) => tile.state === state).length
    return count > 0 ? [`${counted(count, 'service')} ${LOOK[state].label}`] : []
  })
  return parts.length > 0 ? parts.join(', ') : 'no service'
}

function tilesOf(actions: readonly ActionUse[]): Tile[] {
  const services = new Map<string, UseState>()

  for (const { action, state } of actions) {
    const name = action.slice(0, action.indexOf(':'))
    const known = services.get(name)
    services.set(name, known && ORDER.indexOf(known) <= ORDER.indexOf(state) ? known : state)
  }
  return [...services]
    .map(([name, state]) => ({ name, state }))
    .toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || (one.name < other.name ? -1 : 1))
}
