'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Suspense } from 'react'

type TabLinksProps = { items: { label: string; href: Route }[]; label: string }

/** Tabs that are pages: links in a navigation, the current one marked. Reading the path may suspend. */
export function TabLinks(props: TabLinksProps) {
  return (
    <Suspense fallback={<TabRow {...props} pathname={null} />}>
      <CurrentTabRow {...props} />
    </Suspense>
  )
}

function CurrentTabRow(props: TabLinksProps) {
  return <TabRow {...props} pathname={usePathname()} />
}

function TabRow({ items, label, pathname }: TabLinksProps & { pathname: string | null }) {
  const current = items.find(({ href }) => href === pathname) ?? items.slice(1).find(isAbove(pathname ?? ''))

  return (
    <nav aria-label={label} className="tab-row overflow-x-auto max-sm:-mx-4 max-sm:px-4 [scrollbar-width:none]">
      <ul className="flex min-w-max gap-1 border-b">
        {items.map((item) => (
          <li key={item.href} ref={item === current ? intoSight : undefined}>
            <Link
              href={item.href}
              aria-current={item === current ? (item.href === pathname ? 'page' : 'true') : undefined}
              className="-mb-px flex h-9 items-center border-transparent border-b-2 px-2.5 text-muted outline-offset-[-2px] hover:text-text aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-text"
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A tab whose page has others below it. The first one's address is above all the others. */
function isAbove(pathname: string): (item: { href: Route }) => boolean {
  return ({ href }) => pathname.startsWith(`${href}/`)
}

/** Sideways only: where the row is wider than the screen, the current tab may be behind its edge. */
function intoSight(tab: HTMLLIElement | null) {
  const row = tab?.closest('nav')

  if (tab && row) {
    row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2
  }
}
