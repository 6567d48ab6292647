import { Disclosure } from '@/components/ui/disclosure'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/format/counted'
import type { ActionUse } from '@/lib/right-size/model'

const COLUMNS = [{ label: 'Permission' }, { label: 'How' }, { label: 'Last' }, { label: 'Regions' }]
const SHOWN = 500

/** One by one: what was used or refused, how often, when last and where. */
export function UsedPermissions({ actions }: { actions: readonly ActionUse[] }) {
  const told = actions
    .filter(({ state }) => state === 'used' || state === 'refused')
    .toSorted((one, other) => other.count - one.count || (one.action < other.action ? -1 : 1))

  if (told.length === 0) {
    return null
  }
  return (
    <Disclosure summary={`${counted(told.length, 'permission')} used or refused, one by one`}>
      <Table label="Permissions used or refused" columns={COLUMNS}>
        {told.slice(0, SHOWN).map((use) => (
          <Row key={use.action}>
            <Cell label="Permission" narrow="first">
              <span className="break-all font-mono text-table">{use.action}</span>
            </Cell>
            <Cell label="How">{howOf(use)}</Cell>
            <Cell label="Last">{use.lastAt === null ? '—' : <Time at={new Date(use.lastAt).toISOString()} />}</Cell>
            <Cell label="Regions">{use.regions.join(', ') || '—'}</Cell>
          </Row>
        ))}
      </Table>
      {told.length > SHOWN ? <p className="text-muted text-table">The {SHOWN} most used are shown.</p> : null}
    </Disclosure>
  )
}

function howOf({ state, count, unknown = 0, neededBy }: ActionUse): string {
  if (neededBy !== undefined) {
    return `needed by ${neededBy}`
  }
  const open = unknown > 0 ? `, ${unknown} with an outcome that isn’t known yet` : ''
  return count > 0 ? `${state} ${counted(count, 'time')}${open}` : 'used, by IAM’s report'
}
