import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Successor } from '@/components/successor/successor'
import { Skeleton } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Successor' }

export default function RuntimeSuccessorPage({ params }: { params: RuntimeParams }) {
  return (
    <Section
      title="Move to the managed AWS MCP Server"
      description="AWS runs it, and each person uses their own AWS identity. Nothing changes here until you change it."
    >
      <Suspense fallback={<Skeleton className="h-screen" />}>
        <WithRuntime params={params}>
          {({ connection, runtime }) => <Successor {...{ connection, runtime }} />}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
