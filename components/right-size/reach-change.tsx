import { Cell, Row, Table } from '@/components/ui/table'
import type { Reach } from '@/lib/right-size/change/effect'

const COLUMNS = [{ label: 'What the role can do' }, { label: 'Now' }, { label: 'With the proposal' }]

/** How far the role reaches, before and after. */
export function ReachChange({ before, after }: { before: Reach; after: Reach }) {
  const figure = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'service' : 'services'}`
  const titles = [...new Set([...before.risks, ...after.risks].map(({ title }) => title))]
  const countOf = ({ risks }: Reach, title: string) => risks.find((risk) => risk.title === title)?.count ?? 'none'
  const rows = [
    { name: 'Read or list', now: figure(before.reading), next: figure(after.reading) },
    { name: 'Change something', now: figure(before.changing), next: figure(after.changing) },
    ...titles.map((title) => ({ name: title, now: countOf(before, title), next: countOf(after, title) })),
  ]
  return (
    <Table label="Reach before and after" columns={COLUMNS}>
      {rows.map(({ name, now, next }) => (
        <Row key={name}>
          <Cell label="What the role can do" narrow="first">
            {name}
          </Cell>
          <Cell label="Now" narrow="named">
            {now}
          </Cell>
          <Cell label="With the proposal" narrow="named">
            <span className={now === next ? '' : 'font-medium text-success'}>{next}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
