'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { ToggleButton } from '@/components/log-viewer/bar/toggle-button'
import type { SearchState } from '@/components/log-viewer/client'
import { patternProblem, type Search } from '@/components/log-viewer/engine/matcher'
import { BaseButton, BaseInput } from '@/components/ui/base-controls'
import { smallIconButtonClass } from '@/components/ui/icon-button'

const TYPING_MS = 150

type SearchBoxProps = {
  input: RefObject<HTMLInputElement | null>
  search: Search
  state: SearchState
  matches: number
  /** Which of the matches is selected, from 1; 0 for none. */
  current: number
  isHung: boolean
  /** What changes of the search; the rest stays as the address has it by then. */
  onChange: (change: Partial<Search>) => void
  onStep: (direction: 1 | -1) => void
}

export function SearchBox({ input, search, state, matches, current, isHung, onChange, onStep }: SearchBoxProps) {
  const [typed, setTyped] = useTyped(search.text, (text) => onChange({ text }))
  const problem = isHung ? 'This pattern takes too long' : patternProblem({ ...search, text: typed })

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault()
      onStep(event.shiftKey ? -1 : 1)
    }
    if (event.key === 'Escape') {
      setTyped('')
      input.current?.blur()
    }
  }

  return (
    <search className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5 max-sm:order-last max-sm:basis-full">
      <div className="relative min-w-48 flex-1 max-sm:basis-full">
        <BaseInput
          ref={input}
          type="search"
          aria-label="Search lines"
          aria-invalid={problem !== null}
          aria-describedby="log-matches"
          placeholder="Search ( / )"
          value={typed}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-7 w-full rounded-md border border-control bg-surface pr-28 pl-2 font-mono text-table placeholder:text-muted aria-invalid:border-danger [&::-webkit-search-cancel-button]:hidden"
        />
        <span
          id="log-matches"
          {...(state?.tookMs ? { 'data-pattern': search.text, 'data-took-ms': Math.round(state.tookMs) } : {})}
          role="status"
          className="pointer-events-none absolute inset-y-0 right-2 max-w-40 truncate text-muted text-xs leading-7"
        >
          {problem ?? (search.text === '' ? '' : matchText(state, matches, current))}
        </span>
      </div>
      <BaseButton
        aria-label="Previous match"
        title="Previous match (N)"
        onClick={() => onStep(-1)}
        className={smallIconButtonClass}
      >
        <ChevronUp aria-hidden />
      </BaseButton>
      <BaseButton
        aria-label="Next match"
        title="Next match (n)"
        onClick={() => onStep(1)}
        className={smallIconButtonClass}
      >
        <ChevronDown aria-hidden />
      </BaseButton>
      <ToggleButton
        pressed={search.isRegex}
        aria-label="Regular expression"
        title="Regular expression"
        onClick={() => onChange({ isRegex: !search.isRegex })}
      >
        .*
      </ToggleButton>
      <ToggleButton
        pressed={search.isCaseSensitive}
        aria-label="Match case"
        title="Match case"
        onClick={() => onChange({ isCaseSensitive: !search.isCaseSensitive })}
      >
        Aa
      </ToggleButton>
      <ToggleButton pressed={search.isFilter} onClick={() => onChange({ isFilter: !search.isFilter })}>
        Only matches
      </ToggleButton>
    </search>
  )
}

function matchText(state: SearchState, matches: number, current: number): string {
  if (state !== null && state.tookMs === null) {
    return `${Math.round((state.scanned / Math.max(1, state.total)) * 100)} %`
  }
  const count = matches.toLocaleString('en')
  return matches === 0
    ? 'no match'
    : current > 0
      ? `${current.toLocaleString('en')} of ${count}`
      : `${count} ${matches === 1 ? 'match' : 'matches'}`
}

/** What stands in the box at once, and outside of it after a pause. A change from outside replaces it. */
function useTyped(value: string, onSettled: (text: string) => void): [string, (text: string) => void] {
  const [draft, setDraft] = useState<{ text: string; over: string } | null>(null)
  const typed = draft !== null && draft.over === value ? draft.text : value

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the pause
  useEffect(() => {
    if (typed === value) {
      return
    }
    const timer = setTimeout(() => onSettled(typed), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, value])

  return [typed, (text) => setDraft({ text, over: value })]
}
