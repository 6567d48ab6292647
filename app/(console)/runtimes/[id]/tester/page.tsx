import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Notice } from '@/components/feedback/notice'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Tester } from '@/components/tester/tester'
import { Skeleton } from '@/components/ui/skeleton'
import { keptSignIn } from '@/lib/tokens/queries'

export const metadata: Metadata = { title: 'Tools' }

export default function TesterPage({ params }: { params: RuntimeParams }) {
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <WithRuntime params={params}>{(view) => <TesterOf {...view} />}</WithRuntime>
    </Suspense>
  )
}

type TesterOfProps = Parameters<Parameters<typeof WithRuntime>[0]['children']>[0]

async function TesterOf({ actor, connection, runtime: { id, status, inboundAuth } }: TesterOfProps) {
  const kept = inboundAuth.type === 'jwt' ? await keptSignIn(actor, connection, id) : undefined

  return (
    <>
      {status === 'READY' ? null : (
        <Notice tone="info" title={`The runtime is in the state ${status}.`}>
          <p>Its tools can be called once it is READY.</p>
        </Notice>
      )}
      <Tester runtimeId={id} auth={inboundAuth} hasSignIn={kept !== undefined} />
    </>
  )
}
