import { LogOut } from 'lucide-react'
import { BaseButton } from '@/components/ui/base-controls'
import { menuItemClass } from '@/components/ui/menu-item'
import { routes } from '@/lib/routes'

/** A plain form, so that nothing of this session stays in the page's memory. */
export function SignOutButton() {
  return (
    <form action={routes.signOut()} method="post">
      <BaseButton type="submit" className={menuItemClass}>
        <LogOut aria-hidden />
        Sign out
      </BaseButton>
    </form>
  )
}
