import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Sessions } from '@/components/sessions/sessions'
import { Disclosure } from '@/components/ui/disclosure'
import { SkeletonRows } from '@/components/ui/skeleton'
import { BillBeside } from '@/components/usage-bills/bill-beside'
import { OtherTimeOuts } from '@/components/usage-simulate/other-time-outs'

export const metadata: Metadata = { title: 'Sessions' }

export default function RuntimeSessionsPage({ params }: { params: RuntimeParams }) {
  const rows = <SkeletonRows rows={3} label="Looking for sessions" />

  return (
    <Section
      title="Sessions"
      description="Each is a machine that is paid for until its time-out. AWS lists none: these are put together from what knows of them."
    >
      <Suspense fallback={rows}>
        <WithRuntime params={params}>
          {(view) => (
            <Suspense fallback={rows}>
              <Sessions {...view} />
              <Disclosure summary="What other idle time-outs would have cost">
                <Suspense fallback={rows}>
                  <OtherTimeOuts {...view} />
                </Suspense>
              </Disclosure>
              <Disclosure summary="What AWS bills">
                <Suspense fallback={rows}>
                  <BillBeside {...view} />
                </Suspense>
              </Disclosure>
            </Suspense>
          )}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
