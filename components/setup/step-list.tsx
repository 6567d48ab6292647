import { clsx } from 'clsx'
import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { SETUP_STEPS, type SetupStep } from '@/lib/deployments/setup/form-fields'
import { routes } from '@/lib/routes'

/** What each step is called, and what it asks in three words. */
export const TITLES: Record<SetupStep, { title: string; hint: string }> = {
  access: { title: 'Access', hint: 'Who may call it' },
  permissions: { title: 'Permissions', hint: 'What it may do' },
  server: { title: 'Server', hint: 'What runs, and where' },
  review: { title: 'Review and launch', hint: 'What will change' },
}

type StepListProps = { current: SetupStep; from: string | undefined; wrong: SetupStep[] }

/** The four steps. Done ones can be gone back to, and in an edit all can; nothing is lost by that. */
export function StepList({ current, from, wrong }: StepListProps) {
  const currentIndex = SETUP_STEPS.indexOf(current)

  return (
    <nav aria-label="Setup steps">
      <ol className="flex gap-1 overflow-x-auto lg:flex-col">
        {SETUP_STEPS.map((step, index) => {
          const isDone = index < currentIndex
          // What is there already has all its answers, so any of them can be the one that is wanted.
          const isOpen = isDone || (from !== undefined && index !== currentIndex)
          const look = clsx(
            'flex items-center gap-2.5 rounded-md px-2.5 py-1.5',
            index === currentIndex ? 'bg-raised font-medium text-text' : 'text-muted',
            isOpen && 'hover:bg-raised hover:text-text',
          )
          const label = (
            <>
              <span
                aria-hidden
                className={clsx(
                  'grid size-5 shrink-0 place-items-center rounded-full border text-xs',
                  index === currentIndex && 'border-accent bg-accent text-accent-ink',
                )}
              >
                <Mark state={markOf(step, isDone, wrong)} number={index + 1} />
              </span>
              <span className={clsx('min-w-0', index !== currentIndex && 'max-sm:sr-only')}>
                {TITLES[step].title}
                {wrong.includes(step) ? <span className="sr-only">, needs another look</span> : null}
                <span className="block font-normal text-muted text-table max-lg:hidden">{TITLES[step].hint}</span>
              </span>
            </>
          )
          return (
            <li key={step} aria-current={index === currentIndex ? 'step' : undefined} className="shrink-0">
              {isOpen ? (
                <Link href={routes.setup({ step, from })} className={look}>
                  {label}
                </Link>
              ) : (
                <span className={look}>{label}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** A wrong answer takes the tick from its step, and from the review that it came to. */
function markOf(step: SetupStep, isDone: boolean, wrong: SetupStep[]): 'wrong' | 'done' | 'open' {
  if (wrong.includes(step)) {
    return 'wrong'
  }
  return isDone && !(wrong.length > 0 && step === 'review') ? 'done' : 'open'
}

function Mark({ state, number }: { state: ReturnType<typeof markOf>; number: number }) {
  const marks = {
    wrong: <TriangleAlert className="size-3 text-warning" />,
    done: <Check className="size-3" />,
    open: number,
  }
  return marks[state]
}
