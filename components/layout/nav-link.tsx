'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, Suspense } from 'react'

type NavLinkProps = { href: Route; children: ReactNode }

/** A link of the rail that knows when its page, or one below it, is shown. Reading the path may suspend. */
export function NavLink(props: NavLinkProps) {
  return (
    <Suspense fallback={<PlainNavLink {...props} isCurrent={false} />}>
      <PathNavLink {...props} />
    </Suspense>
  )
}

function PathNavLink(props: NavLinkProps) {
  const pathname = usePathname()
  const isCurrent = pathname === props.href || (props.href !== '/' && pathname.startsWith(`${props.href}/`))
  return <PlainNavLink {...props} isCurrent={isCurrent} />
}

function PlainNavLink({ href, children, isCurrent }: NavLinkProps & { isCurrent: boolean }) {
  return (
    <Link href={href} aria-current={isCurrent ? 'page' : undefined} className={LINK_CLASS}>
      {children}
    </Link>
  )
}

const LINK_CLASS =
  'flex flex-1 items-center rounded-md text-muted outline-offset-[-2px] hover:bg-raised hover:text-text aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-text max-sm:h-13 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:text-[0.6875rem] sm:h-9 sm:gap-3 sm:px-2.5 [&_svg]:size-4.5 [&_svg]:shrink-0 sm:max-lg:justify-center'
