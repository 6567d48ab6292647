import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { SignInPanel } from '@/components/sign-in/sign-in-panel'
import { Skeleton } from '@/components/ui/skeleton'
import { currentActor } from '@/lib/auth/context'
import { signInMethods } from '@/lib/auth/sign-in/methods'
import { safeNextPath } from '@/lib/auth/sign-in/next-path'

export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer' }

export default function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  return (
    <>
      <h1 className="font-semibold text-title">Sign in</h1>
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        <Panel searchParams={searchParams} />
      </Suspense>
    </>
  )
}

async function Panel({ searchParams }: Pick<PageProps<'/sign-in'>, 'searchParams'>) {
  await connection()
  const { next, callbackUrl, error } = await searchParams
  const { linkHash, password, oidc } = signInMethods()

  return (
    <SignInPanel
      offers={{ link: linkHash !== undefined, password: password !== undefined, oidc: oidc !== undefined }}
      next={safeNextPath(single(next) ?? pathOf(single(callbackUrl)))}
      error={single(error)}
      isSignedIn={(await currentActor()) !== null}
    />
  )
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

// next-auth sends a whole address when an identity provider's answer fails; only its path is of use.
function pathOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).pathname : undefined
}
