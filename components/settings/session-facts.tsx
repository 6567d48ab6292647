import { METHODS } from '@/components/shell/sign-in-methods'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import type { Actor } from '@/lib/auth/actor'
import { SESSION_IDLE_S, SESSION_TOTAL_S } from '@/lib/auth/sessions/lifetime'
import { formatDuration } from '@/lib/format/duration'

const IDLE = formatDuration(SESSION_IDLE_S * 1000)
const TOTAL = formatDuration(SESSION_TOTAL_S * 1000)

/** What is to know of this browser's session. */
export function SessionFacts({ actor }: { actor: Actor }) {
  return (
    <Card>
      <CardBody>
        <DefinitionList
          items={[
            { term: 'Name', value: actor.name },
            { term: 'Signed in', value: METHODS[actor.method] },
            { term: 'Changes', value: actor.canWrite ? 'Allowed' : 'Blocked: SLIPWAY_READ_ONLY is set' },
            { term: 'Ends', value: `After ${IDLE} without a visit, and after ${TOTAL} in any case` },
          ]}
        />
      </CardBody>
    </Card>
  )
}
