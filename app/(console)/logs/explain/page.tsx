import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ExplainError } from '@/components/findings/explain-error'
import { Page, PageHeader } from '@/components/layout/page'
import { SkeletonRows } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import type { Connection } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/connections/identity'
import { listExecutionRoles } from '@/lib/roles/queries'
import type { Subject } from '@/lib/troubles/remedies'
import manifest from '@/package.json'

export const metadata: Metadata = { title: 'Explain an error' }

export default function ExplainPage() {
  return (
    <Page>
      <PageHeader
        title="Explain an error"
        description="Paste what your assistant, a terminal or a log shows: you get the cause, what to do, and the button that does it."
      />
      <Suspense fallback={<SkeletonRows rows={6} label="Reading the connection" />}>
        <Explain />
      </Suspense>
    </Page>
  )
}

/** A text is explained without AWS; what the connection has is for the buttons only, and comes when it comes. */
async function Explain() {
  const { connection } = await requireContext()
  return <ExplainError subject={subjectOf(connection)} version={manifest.version} />
}

async function subjectOf(connection: Connection): Promise<Subject> {
  const [identity, roles] = await Promise.all([callerIdentity(connection), listExecutionRoles(connection)])
  return {
    account: identity.ok ? identity.data.accountId : undefined,
    executionRoles: roles.ok ? roles.data.map(({ name }) => name) : [],
  }
}
