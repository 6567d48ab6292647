import { METHODS } from '@/components/shell/sign-in-methods'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { KnownSession } from '@/lib/auth/sessions/store'
import { routes } from '@/lib/routes'

const COLUMNS = [
  { label: 'Name' },
  { label: 'Signed in' },
  { label: 'From' },
  { label: 'Since' },
  { label: 'Last seen' },
  { label: 'Sign out', hidden: true, align: 'end' as const },
]

type Props = { sessions: KnownSession[]; currentId: string | undefined }

/** Every session, each with a plain form that ends it. */
export function SessionTable({ sessions, currentId }: Props) {
  return (
    <Table label="Sessions" columns={COLUMNS}>
      {sessions.map(({ id, name, method, browser, address, since, seen }) => (
        <Row key={id}>
          <Cell label="Name" narrow="first">
            {name} {id === currentId ? <Badge>This browser</Badge> : null}
          </Cell>
          <Cell label="Way of signing in" narrow="line">
            {METHODS[method]}
          </Cell>
          <Cell label="From" narrow="line">{`${browser}, ${address}`}</Cell>
          <Cell label="Since" narrow="none">
            <Time at={isoOf(since)} />
          </Cell>
          <Cell label="Last seen" narrow="named">
            <Time at={isoOf(seen)} />
          </Cell>
          <Cell label="" narrow="end" align="end">
            <form action={routes.signOut()} method="post">
              <input type="hidden" name="session" value={id} />
              <Button type="submit" size="sm" aria-label={`Sign out ${name}, ${browser}`}>
                Sign out
              </Button>
            </form>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
