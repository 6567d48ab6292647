import { expect, type Page } from '@playwright/test'

/**
 * With forced colours, every control and status that is in the page has either words or an edge in another colour than
 * what is behind it, and each icon that stands alone a stroke or a fill. Backgrounds and shadows are gone there.
 */
export async function expectAllVisible(page: Page, where: string): Promise<void> {
  const hidden = await page.evaluate(() => {
    const CONTROLS = 'a[href], button, input, select, textarea, summary, [role=status], [role=alert], progress, meter'
    const MARKS = 'svg[role=img] *, [role=img]'
    const behind = (element: Element): string => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at)
        if (!/, 0\)$|transparent/.test(backgroundColor)) {
          return backgroundColor
        }
      }
      return getComputedStyle(document.documentElement).backgroundColor
    }
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
      element.getBoundingClientRect().width > 1
    const hasEdge = (element: Element, back: string) => {
      const style = getComputedStyle(element)
      return parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none' && style.borderTopColor !== back
    }
    const hasInk = (element: Element): boolean =>
      [element, ...element.querySelectorAll('*')].some((each) => {
        const style = getComputedStyle(each)
        const back = behind(each)
        const own = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
        const drawn = each.closest('svg') !== null && each instanceof SVGGeometryElement
        const strokes = drawn && [style.stroke, style.fill].some((paint) => paint !== 'none' && paint !== back)
        return (own && style.color !== back) || strokes
      })
    const isEmpty = (element: Element) => !element.textContent?.trim() && !element.querySelector('svg')
    const native = 'input:is([type=checkbox], [type=radio], [type=range]), progress, meter'
    return [...document.querySelectorAll(`${CONTROLS}, ${MARKS}`)]
      .filter((element) => isShown(element) && !element.matches(native))
      .filter((element) => {
        const isField = element.matches('input, select, textarea')
        const outside = behind(element.parentElement ?? element)
        // The edge of a field may be its frame's.
        const edge = hasEdge(element, outside) || (isField && hasEdge(element.parentElement ?? element, outside))
        return isField ? !edge : !edge && !hasInk(element) && !isEmpty(element)
      })
      .map((element) => element.outerHTML.slice(0, 160))
  })
  expect.soft(hidden, `${where}: not to be seen with forced colours`).toEqual([])
}

/** The first stops of the Tab key show where the focus is. */
export async function expectHighFocus(page: Page, where: string): Promise<void> {
  const STOPS = 14

  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    const lost = await page.evaluate(() => {
      const rings = (element: Element | null) => {
        const style = element && getComputedStyle(element)
        return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 ? style.outlineColor : ''
      }
      const active = document.activeElement
      if (!active || active === document.body) {
        return ''
      }
      const ring = rings(active) || rings(active.closest('label')) || rings(active.parentElement)
      return ring && !/, 0\)$/.test(ring) ? '' : active.outerHTML.slice(0, 160)
    })
    expect.soft(lost, `${where}: no ring at stop ${stop}`).toBe('')
  }
}

/** No text and no control lies outside of what can be seen or scrolled to. */
export async function expectNothingCut(page: Page, where: string): Promise<void> {
  const cut = await page.evaluate(() => {
    const scrolls = (element: Element) =>
      [...ancestors(element)].some((each) => /auto|scroll/.test(getComputedStyle(each).overflowX))
    function* ancestors(element: Element) {
      for (let at: Element | null = element.parentElement; at && at !== document.body; at = at.parentElement) {
        yield at
      }
    }
    return [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary, h1, h2, h3, p)')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr-only'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 1 && (left < -1 || right > window.innerWidth + 1) && !scrolls(element)
      })
      .map((element) => element.outerHTML.slice(0, 160))
  })
  expect.soft(cut, `${where}: cut`).toEqual([])
}

/** What part of the window's height is taken by what is fixed or stuck over what scrolls, in the middle of the page. */
export async function stickyShare(page: Page): Promise<number> {
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 3))
  const share = await page.evaluate(() => {
    const bands = [...document.querySelectorAll('*')].flatMap((element) => {
      const { position } = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      const isStuck =
        position === 'fixed' || (position === 'sticky' && (box.top <= 1 || box.bottom >= innerHeight - 90))
      // A rail beside the page covers nothing.
      return isStuck && element.checkVisibility() && box.width > innerWidth / 2 && box.height > 1
        ? [{ top: Math.max(0, box.top), bottom: Math.min(innerHeight, box.bottom) }]
        : []
    })
    const rows = Array.from({ length: innerHeight }, (_, y) => bands.some(({ top, bottom }) => y >= top && y < bottom))
    return rows.filter(Boolean).length / innerHeight
  })
  return share
}
