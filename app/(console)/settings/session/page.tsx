import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { SessionFacts } from '@/components/settings/session-facts'
import { SessionTable } from '@/components/settings/session-table'
import { Button } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { currentSession, requireContext } from '@/lib/auth/context'
import { liveSessions } from '@/lib/auth/session'
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
          <Button type="submit" variant="quiet-danger">
            Sign out everywhere
          </Button>
        </form>
      </Section>
    </>
  )
}

async function Session() {
  const { actor } = await requireContext()
  return <SessionFacts actor={actor} />
}

async function Sessions() {
  await requireContext()
  const current = await currentSession()
  return <SessionTable sessions={liveSessions()} currentId={current?.id} />
}
