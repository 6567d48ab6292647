import { Boxes, House, KeyRound, type LucideIcon, ScrollText, Settings, Ship, UserRoundCog } from 'lucide-react'
import Link from 'next/link'
import { Mark } from '@/components/layout/mark'
import { NavLink } from '@/components/layout/nav-link'
import { MAIN_PAGES, type MainPageId } from '@/components/layout/registry'
import { routes } from '@/lib/routes'

const ICONS: Record<MainPageId, LucideIcon> = {
  overview: House,
  setup: Ship,
  runtimes: Boxes,
  roles: UserRoundCog,
  logs: ScrollText,
  tokens: KeyRound,
  settings: Settings,
}

/** One list of links: a rail with words, a rail of icons under 1024 px, a bar at the bottom under 640 px. */
export function SideRail() {
  return (
    <nav
      aria-label="Main"
      className="z-30 border-border bg-surface max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)] sm:sticky sm:top-0 sm:h-dvh sm:overflow-y-auto sm:border-r"
    >
      <Link
        href={routes.overview()}
        className="flex h-14 items-center gap-2.5 px-3.5 font-semibold text-base outline-offset-[-4px] max-sm:hidden"
      >
        <Mark className="size-7 shrink-0" />
        <span className="sm:max-lg:sr-only">Slipway</span>
      </Link>
      <ul className="flex px-2 py-1 sm:flex-col sm:gap-1">
        {MAIN_PAGES.map(({ id, label, href }) => {
          const Icon = ICONS[id]
          return (
            <li key={id} title={label} className="flex min-w-0 max-sm:flex-1">
              <NavLink href={href}>
                <Icon aria-hidden />
                <span className="sm:max-lg:sr-only">{label}</span>
              </NavLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
