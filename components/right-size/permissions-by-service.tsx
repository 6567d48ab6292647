import { Cell, Row, Table } from '@/components/ui/table'
import { counted } from '@/lib/format/counted'
import type { ActionUse } from '@/lib/right-size/model'
import { STATES, servicesOf } from '@/lib/right-size/services'

const COLUMNS = [
  { label: 'Service' },
  ...['Used', 'Refused', 'Never used', 'Can’t be seen'].map((label) => ({ label, align: 'end' as const })),
]

/** How many permissions of each service are of each kind. */
export function PermissionsByService({ actions }: { actions: readonly ActionUse[] }) {
  const { touched, idle } = servicesOf(actions)
  const rows = [
    ...touched.map(({ name, counts }) => ({ name, figures: STATES.map((state) => counts[state]) })),
    ...(idle.services > 0
      ? [{ name: `${counted(idle.services, 'service')} never used`, figures: [0, 0, idle.actions, 0] }]
      : []),
  ]
  return (
    <Table label="Permissions by service" columns={COLUMNS}>
      {rows.map(({ name, figures }) => (
        <Row key={name}>
          <Cell label="Service" narrow="first">
            {name}
          </Cell>
          {figures.map((figure, index) => (
            <Cell key={STATES[index]} label={COLUMNS[index + 1]?.label ?? ''} align="end" narrow="named">
              <span className="tabular-nums">{figure.toLocaleString('en')}</span>
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}
