'use client'

import { Check, Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { BaseButton } from '@/components/ui/base-controls'
import { iconButtonClass } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { menuItemClass } from '@/components/ui/menu-item'

const THEMES = [
  { value: 'system', label: 'System', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const

export function ThemeMenu() {
  const { theme, setTheme } = useTheme()
  // The stored choice is known in the browser only.
  const isHydrated = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )

  return (
    <Menu
      label="Theme"
      align="end"
      triggerClassName={iconButtonClass}
      trigger={
        <>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </>
      }
    >
      {THEMES.map(({ value, label, Icon }) => (
        <BaseButton
          key={value}
          data-closes
          aria-pressed={isHydrated && theme === value}
          onClick={() => setTheme(value)}
          className={`group ${menuItemClass}`}
        >
          <Icon aria-hidden />
          <span className="flex-1">{label}</span>
          <Check aria-hidden className="invisible group-aria-pressed:visible" />
        </BaseButton>
      ))}
    </Menu>
  )
}
