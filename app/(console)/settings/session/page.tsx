import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { SessionTable } from '@/components/settings/session-table'
import { METHODS } from '@/components/shell/sign-in-methods'
import { Button } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { SkeletonRows } from '@/components/ui/skeleton'
import { currentSession, requireContext } from '@/lib/auth/context'
import { liveSessions } from '@/lib/auth/session'
import { SESSION_IDLE_S, SESSION_TOTAL_S } from '@/lib/auth/sessions/lifetime'
import { formatDuration } from '@/lib/format/duration'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Session' }

export default function SessionPage() {
  return (
    <>
      <Section title="Session" description="Signing out ends this browser's session. What is running in AWS goes on.">
        <Suspense fallback={<SkeletonRows rows={3} label="Reading the session" />}>
          <Session />
        </Suspense>
        <form action={routes.signOut()} method="post">
          <Button type="submit">Sign out</Button>
        </form>
      </Section>
      <Section
        title="All sessions"
        description="Who is signed in to this console. Signing one out ends it at once, also where its cookie was copied."
      >
        <Suspense fallback={<SkeletonRows rows={2} label="Reading the sessions" />}>
          <Sessions />
        </Suspense>
        <form action={routes.signOut()} method="post">
          <input type="hidden" name="everywhere" value="1" />
          <Button type="submit" variant="danger">
            Sign out everywhere
          </Button>
        </form>
      </Section>
    </>
  )
}

async function Session() {
  const { actor } = await requireContext()

  return (
    <Card>
      <CardBody>
        <DefinitionList
          items={[
            { term: 'Name', value: actor.name },
            { term: 'Way of signing in', value: METHODS[actor.method] },
            { term: 'Changes', value: actor.canWrite ? 'Allowed' : 'Blocked: SLIPWAY_READ_ONLY is set' },
            {
              term: 'Ends',
              value: `After ${formatDuration(SESSION_IDLE_S * 1000)} without a visit, and after ${formatDuration(SESSION_TOTAL_S * 1000)} in any case`,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}

async function Sessions() {
  await requireContext()
  const current = await currentSession()
  return <SessionTable sessions={liveSessions()} currentId={current?.id} />
}
