import { ChevronsUpDown } from 'lucide-react'
import { Suspense } from 'react'
import { ConnectionOptions } from '@/components/shell/connection-options'
import { Menu } from '@/components/ui/menu'
import { Skeleton } from '@/components/ui/skeleton'
import { currentContext } from '@/lib/auth/context'
import type { Connection } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/connections/identity'
import { connectionName } from '@/lib/connections/names'

/** Account, principal and region of the connection in use; the practice account in its own colour. */
export async function ConnectionIndicator() {
  const context = await currentContext()

  if (!context) {
    return null
  }
  const { connection } = context
  const isPractice = connection.source.type === 'practice'
  const look = isPractice
    ? 'border-practice/50 bg-practice-soft text-practice hover:border-practice'
    : 'border-control bg-surface hover:bg-raised'

  return (
    <Menu
      label={`Connection: ${connectionName(connection)}, ${connection.region}. Switch`}
      triggerClassName={`flex h-10 max-w-full items-center gap-2 rounded-md border px-2.5 text-left ${look}`}
      className="w-80"
      trigger={
        <>
          <span className="min-w-0 leading-4">
            <span className="block truncate font-medium text-table">
              {connectionName(connection)}
              <span className="font-mono font-normal text-xs">{` · ${connection.region}`}</span>
            </span>
            <Suspense fallback={<Skeleton className="mt-1 h-3 w-40" />}>
              <IdentityLine connection={connection} />
            </Suspense>
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0" />
        </>
      }
    >
      <Suspense fallback={<Skeleton className="h-20 w-full" />}>
        <ConnectionOptions connection={connection} />
      </Suspense>
    </Menu>
  )
}

async function IdentityLine({ connection }: { connection: Connection }) {
  const identity = await callerIdentity(connection)
  const className = 'block truncate font-mono text-xs'

  if (!identity.ok) {
    return (
      <span className={`${className} text-danger`}>{IDENTITY_FAILURES[identity.error.code] ?? 'Not connected'}</span>
    )
  }
  return <span className={className}>{`${identity.data.accountId} · ${identity.data.principal}`}</span>
}

const IDENTITY_FAILURES: Record<string, string> = {
  'credentials-missing': 'No valid credentials',
  'credentials-expired': 'Credentials expired',
  unavailable: 'AWS not reachable',
  timeout: 'AWS not reachable',
}
