export const MAIN_ID = 'main'

/** First stop of the Tab key: past the rail and the top bar. */
export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
    >
      Skip to content
    </a>
  )
}
