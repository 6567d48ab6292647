import { CircleUser } from 'lucide-react'
import Link from 'next/link'
import { Suspense } from 'react'
import { CommandButton } from '@/components/command-menu/command-button'
import { Mark } from '@/components/layout/mark'
import { ThemeMenu } from '@/components/layout/theme-menu'
import { ConnectionIndicator } from '@/components/shell/connection-indicator'
import { METHODS } from '@/components/shell/sign-in-methods'
import { SignOutButton } from '@/components/shell/sign-out-button'
import { iconButtonClass } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { Skeleton } from '@/components/ui/skeleton'
import { currentContext } from '@/lib/auth/context'
import { routes } from '@/lib/routes'

/** Whose AWS this is, search, theme and account, always in sight. */
export function TopBar() {
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b bg-background px-3 sm:px-6">
      <Link href={routes.overview()} aria-label="Slipway, overview" className="rounded-md sm:hidden">
        <Mark className="size-7" />
      </Link>
      <div className="min-w-0 flex-1">
        <Suspense fallback={<Skeleton className="h-10 w-56 max-w-full" />}>
          <ConnectionIndicator />
        </Suspense>
      </div>
      <CommandButton />
      <ThemeMenu />
      <Suspense fallback={<Skeleton className="size-8" />}>
        <AccountMenu />
      </Suspense>
    </header>
  )
}

async function AccountMenu() {
  const context = await currentContext()

  if (!context) {
    return null
  }
  const { name, method, canWrite } = context.actor

  return (
    <Menu label="Account" align="end" triggerClassName={iconButtonClass} trigger={<CircleUser aria-hidden />}>
      <div className="max-w-64 px-2.5 py-1.5">
        <p className="break-words font-medium">{name}</p>
        <p className="text-muted text-table">{`Signed in ${METHODS[method].toLowerCase()}`}</p>
        {canWrite ? null : <p className="text-table text-warning">Read-only mode: nothing can be changed.</p>}
      </div>
      <div className="border-t pt-1">
        <SignOutButton />
      </div>
    </Menu>
  )
}
