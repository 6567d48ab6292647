import { Cell, Row, Table } from '@/components/ui/table'
import type { CoveredService, PracticeCoverage } from '@/lib/practice-account/coverage'

const COLUMNS = ['Judge', 'Operations', 'Last run', 'How'].map((label) => ({ label }))

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

type JudgesProps = Pick<PracticeCoverage, 'judges' | 'judgedOn'> & { services: CoveredService[] }

/** The programs that others wrote, and what each of them judged. */
export function Judges({ judges, judgedOn, services }: JudgesProps) {
  const operations = services.flatMap(({ imitated }) => imitated)

  return (
    <Table label="Judges" columns={COLUMNS}>
      {judges.map(({ id, program, version, how }) => (
        <Row key={id}>
          <Cell label="Judge" narrow="first">
            <span className="whitespace-nowrap font-medium">{`${program} ${version}`}</span>
          </Cell>
          <Cell label="Operations" narrow="named">
            {operations.filter((one) => one.judges.includes(id)).length}
          </Cell>
          <Cell label="Last run" narrow="line">
            <time dateTime={judgedOn} className="whitespace-nowrap">
              {day.format(new Date(judgedOn))}
            </time>
          </Cell>
          <Cell label="How" narrow="below">
            {how}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
