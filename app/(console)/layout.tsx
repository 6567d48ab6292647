import { type ReactNode, Suspense } from 'react'
import { ToastRegion } from '@/components/feedback/toast'
import { ConnectionBroadcast, ConnectionProvider } from '@/components/form/connection-context'
import { SideRail } from '@/components/layout/side-rail'
import { MAIN_ID, SkipLink } from '@/components/layout/skip-link'
import { FaultLine } from '@/components/shell/fault-line'
import { PracticeEdge } from '@/components/shell/practice-edge'
import { TopBar } from '@/components/shell/top-bar'
import { currentContext } from '@/lib/auth/context'
import { type ConnectionKey, connectionKey } from '@/lib/aws/connection'

/** The shell. It outlives navigations and decides nothing about access: pages and actions do. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <ConnectionProvider shellKey={shellKey()}>
      <SkipLink />
      <Suspense fallback={null}>
        <PracticeEdge />
        <ConnectionBroadcast />
      </Suspense>
      <div className="min-h-dvh sm:grid sm:grid-cols-[3.5rem_minmax(0,1fr)] lg:grid-cols-[12.5rem_minmax(0,1fr)]">
        <SideRail />
        <div className="flex min-w-0 flex-col pb-(--bottom-bar)">
          <TopBar />
          <div className="relative z-10">
            <Suspense fallback={null}>
              <FaultLine />
            </Suspense>
          </div>
          <main id={MAIN_ID} tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
      <ToastRegion />
    </ConnectionProvider>
  )
}

// Not awaited: the shell itself is static, and whoever needs the key waits for it.
async function shellKey(): Promise<ConnectionKey | null> {
  const context = await currentContext()
  return context && connectionKey(context.connection)
}
