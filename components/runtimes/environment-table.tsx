import { Cell, Row, Table } from '@/components/ui/table'

const COLUMNS = [{ label: 'Name' }, { label: 'Value' }]

export function EnvironmentTable({ environment }: { environment: Record<string, string> }) {
  const entries = Object.entries(environment).sort(([one], [other]) => one.localeCompare(other))

  if (entries.length === 0) {
    return <p className="text-muted">No variables are set.</p>
  }
  return (
    <Table label="Environment variables" columns={COLUMNS}>
      {entries.map(([name, value]) => (
        <Row key={name}>
          <Cell label="Name">
            <span className="break-all font-mono">{name}</span>
          </Cell>
          <Cell label="Value">
            <span className="break-all font-mono">{value === '' ? '(empty)' : value}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
