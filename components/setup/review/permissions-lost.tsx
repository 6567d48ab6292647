import type { ReactNode } from 'react'
import { Notice } from '@/components/feedback/notice'
import type { Loss } from '@/lib/deployments/model'

/** What goes, policy by policy; `children` asks for the confirmation. Nothing when nothing goes. */
export function PermissionsLost({ losses, children }: { losses: Loss[]; children?: ReactNode }) {
  return losses.length === 0 ? null : (
    <section aria-label="Permissions lost">
      <Notice tone="danger" title="Permissions lost">
        {rolesOf(losses).map((role) => (
          <div key={role} className="min-w-0">
            <p>
              From <span className="break-all font-mono">{role}</span>:
            </p>
            <ul className="list-disc pl-5">
              {losses.flatMap((loss) =>
                loss.role === role
                  ? loss.items.map(({ policy, text }) => (
                      <li key={`${loss.key} ${policy}`} className="break-words">
                        <span className="font-medium">{policy}</span>: {text}
                      </li>
                    ))
                  : [],
              )}
            </ul>
          </div>
        ))}
        {children}
      </Notice>
    </section>
  )
}

/** The roles that lose something, each once. */
export function rolesOf(losses: Loss[]): string[] {
  return [...new Set(losses.map(({ role }) => role))]
}
