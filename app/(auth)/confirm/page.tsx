import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { ProofPanel } from '@/components/sign-in/proof-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { currentSession, requireContext } from '@/lib/auth/context'
import { isRecent } from '@/lib/auth/sessions/lifetime'
import { signInMethods } from '@/lib/auth/sign-in/methods'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'Confirm it is you' }

export default function ConfirmPage() {
  return (
    <>
      <h1 className="font-semibold text-title">Confirm it is you</h1>
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        <Proof />
      </Suspense>
    </>
  )
}

async function Proof() {
  await connection()
  await requireContext()
  const session = await currentSession()
  const { password, oidc } = signInMethods()

  if (session && isRecent(session, Date.now() / 1000, env())) {
    return <p role="status">Confirmed. Close this tab, go back to the one before, and press the button again.</p>
  }
  return <ProofPanel offers={{ password: password !== undefined, oidc: oidc !== undefined }} />
}
