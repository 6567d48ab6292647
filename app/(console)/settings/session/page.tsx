import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { METHODS } from '@/components/shell/sign-in-methods'
import { Button } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { SkeletonRows } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { SESSION_IDLE_S } from '@/lib/auth/session'
import { formatDuration } from '@/lib/format/duration'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Session' }

export default function SessionPage() {
  return (
    <Section title="Session" description="Signing out ends this browser's session. What is running in AWS goes on.">
      <Suspense fallback={<SkeletonRows rows={3} label="Reading the session" />}>
        <Session />
      </Suspense>
      <form action={routes.signOut()} method="post">
        <Button type="submit">Sign out</Button>
      </form>
    </Section>
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
            { term: 'Ends', value: `After ${formatDuration(SESSION_IDLE_S * 1000)} without a visit` },
          ]}
        />
      </CardBody>
    </Card>
  )
}
