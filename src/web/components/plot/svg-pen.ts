/** A drawing needs what is not said in SVG here: it is taken as pixels. */
export class NotVectorError extends Error {}

export interface SvgPen {
  /** Takes what layers of lines draw; everything else throws `NotVectorError`. */
  readonly context: CanvasRenderingContext2D;
  /** What was drawn, as elements of SVG. */
  markup(): string;
}

const FIRST_STYLE = {
  fillStyle: '#000',
  strokeStyle: '#000',
  lineWidth: 1,
  lineJoin: 'miter',
  lineCap: 'butt',
  globalAlpha: 1,
  dash: [] as readonly number[],
};

/** Stands in for a canvas and writes down what is drawn, so that lines stay lines in an exported picture. */
export function createSvgPen(): SvgPen {
  const done: string[] = [];
  const saved: (typeof FIRST_STYLE)[] = [];
  let style = { ...FIRST_STYLE };
  let path = '';
  /** Rectangles of one look become one element. */
  let bars = { look: '', d: '' };

  function flush(): void {
    if (bars.d !== '') done.push(`<path d="${bars.d}"${bars.look}/>`);
    bars = { look: '', d: '' };
  }
  const filled = () => ` fill="${style.fillStyle}"${alpha(style.globalAlpha)}`;

  const pen = {
    save: () => saved.push({ ...style }),
    restore() {
      style = saved.pop() ?? style;
    },
    setLineDash(dash: readonly number[]) {
      style.dash = dash;
    },
    beginPath() {
      path = '';
    },
    moveTo(x: number, y: number) {
      path += `M${short(x)} ${short(y)}`;
    },
    lineTo(x: number, y: number) {
      path += `${path === '' ? 'M' : 'L'}${short(x)} ${short(y)}`;
    },
    closePath() {
      path += 'Z';
    },
    /** Whole circles only. */
    arc(x: number, y: number, r: number, from: number, to: number) {
      if (to - from < 6.28) throw new NotVectorError('part of a circle');
      const [diameter, radius] = [short(2 * r), short(r)];
      path += `M${short(x - r)} ${short(y)}a${radius} ${radius} 0 1 0 ${diameter} 0a${radius} ${radius} 0 1 0 -${diameter} 0`;
    },
    stroke(given?: unknown) {
      if (given !== undefined) throw new NotVectorError('a Path2D');
      flush();
      const { strokeStyle, lineWidth, lineJoin, lineCap, dash, globalAlpha } = style;
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
      const line = ` fill="none" stroke="${strokeStyle}" stroke-width="${lineWidth}"${alpha(globalAlpha)}${dashes}`;
      done.push(`<path d="${path}"${line} stroke-linejoin="${lineJoin}" stroke-linecap="${lineCap}"/>`);
    },
    fill(given?: unknown) {
      if (given !== undefined) throw new NotVectorError('a Path2D');
      flush();
      done.push(`<path d="${path}"${filled()}/>`);
    },
    fillRect(x: number, y: number, width: number, height: number) {
      const look = filled();
      if (look !== bars.look) flush();
      bars = { look, d: `${bars.d}M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z` };
    },
  };
  const context = new Proxy(pen, {
    get(target, name) {
      if (name in style) return style[name as keyof typeof style];
      if (name in target) return target[name as keyof typeof target];
      throw new NotVectorError(String(name));
    },
    set(_, name, value) {
      if (!(name in style)) throw new NotVectorError(String(name));
      style = { ...style, [name]: value };
      return true;
    },
  }) as unknown as CanvasRenderingContext2D;
  return {
    context,
    markup() {
      flush();
      return done.join('\n');
    },
  };
}

/** A hundredth of a px is finer than any print. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function alpha(value: number): string {
  return value === 1 ? '' : ` opacity="${short(value)}"`;
}
