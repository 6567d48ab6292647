import Link from 'next/link'
import { Suspense } from 'react'
import { CommandButton } from '@/components/command-menu/command-button'
import { Mark } from '@/components/layout/mark'
import { ThemeMenu } from '@/components/layout/theme-menu'
import { AccountMenu } from '@/components/shell/account-menu'
import { ConnectionIndicator } from '@/components/shell/connection-indicator'
import { Skeleton } from '@/components/ui/skeleton'
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
