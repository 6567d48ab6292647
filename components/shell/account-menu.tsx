import { CircleUser } from 'lucide-react'
import { METHODS } from '@/components/shell/sign-in-methods'
import { SignOutButton } from '@/components/shell/sign-out-button'
import { iconButtonClass } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { currentContext } from '@/lib/auth/context'

export async function AccountMenu() {
  const context = await currentContext()

  if (!context) {
    return null
  }
  const { name, method, canWrite } = context.actor

  return (
    <Menu label="Account" align="end" triggerClassName={iconButtonClass} trigger={<CircleUser aria-hidden />}>
      <div className="max-w-64 px-2.5 py-1.5">
        <p className="break-words font-medium">{name}</p>
        <p className="text-muted text-table">{METHODS[method]}</p>
        {canWrite ? null : <p className="text-table text-warning">Read-only mode: nothing can be changed.</p>}
      </div>
      <div className="border-t pt-1">
        <SignOutButton />
      </div>
    </Menu>
  )
}
