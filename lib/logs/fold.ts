/**
 * Where a line stands in a traceback. CloudWatch gets one event for each printed line, so a traceback comes as many events of
 * the same stream (agentcore facts, section 3.2).
 */
export type Fold = 'single' | 'head' | 'body' | 'end'

/** Lines of one traceback are printed together; a longer pause means that something else follows. */
const MAX_PAUSE_MS = 2000

const PYTHON_HEAD = /^(?:\s*\+ Exception Group )?Traceback \(most recent call last\):/
const PYTHON_LINK = /^(?:During handling of the above exception|The above exception was the direct cause)/
const PYTHON_END = /^[A-Za-z_][\w.]*(?::|$)/
/** Rich wraps a message below its first word, behind the columns for time and level. */
const WRAPPED = /^ {29}.*\S/
const STACK_FRAME = /^\s+at \S|^\s*\.\.\. \d+ more$|^Caused by: /

/** The place of a line that follows one of its stream at `previous`, `pauseMs` later. `first` may be nothing. */
export function foldOf(text: string, previous: Fold | undefined, pauseMs: number): Fold {
  const follows = previous !== undefined && Math.abs(pauseMs) <= MAX_PAUSE_MS

  if (follows && STACK_FRAME.test(text)) {
    return 'body'
  }
  // Each may be the last of its message, so no exception is awaited below.
  if (follows && WRAPPED.test(text)) {
    return previous === 'head' || previous === 'body' ? 'body' : 'end'
  }
  if (!follows || previous === 'single') {
    return PYTHON_HEAD.test(text) ? 'head' : 'single'
  }
  return previous === 'end' ? afterEnd(text) : insideTraceback(text)
}

function insideTraceback(text: string): Fold {
  if (/^\s|^$/.test(text) || PYTHON_HEAD.test(text) || PYTHON_LINK.test(text)) {
    return 'body'
  }
  return PYTHON_END.test(text) ? 'end' : 'single'
}

function afterEnd(text: string): Fold {
  if (PYTHON_LINK.test(text) || /^\s*$/.test(text)) {
    return 'body'
  }
  return PYTHON_HEAD.test(text) ? 'head' : 'single'
}
