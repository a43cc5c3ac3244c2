/** Hands a file to the person: a download, or the desktop's own dialog. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const painted = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity'] as const;
const written = ['font-size', 'font-weight', 'text-anchor', 'dominant-baseline'] as const;

/** The drawing with every colour and letter written out, so that it looks the same anywhere. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const colour = colourReader();
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')];
  from.forEach((source, i) => {
    const target = to[i];
    if (!target) return;
    const style = getComputedStyle(source);
    const properties = source instanceof SVGTextElement ? [...painted, ...written] : painted;
    for (const property of properties) {
      const value = style.getPropertyValue(property);
      const plain = property === 'fill' || property === 'stroke' ? colour(value) : value;
      target.setAttribute(property, plain);
    }
    target.removeAttribute('class');
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', 'Inter, Helvetica, Arial, sans-serif');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', String(width));
  ground.setAttribute('height', String(height));
  ground.setAttribute('fill', colour(getComputedStyle(svg).getPropertyValue('--bt-raised')));
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Colours as `#rrggbb`, which every drawing program reads; mixtures included. */
function colourReader(): (css: string) => string {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  return (css) => {
    const before = known.get(css);
    if (before !== undefined) return before;
    let plain = css;
    if (ink && css !== 'none' && css !== '') {
      ink.clearRect(0, 0, 1, 1);
      ink.fillStyle = css;
      ink.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = ink.getImageData(0, 0, 1, 1).data;
      plain =
        alpha === 255 ? hex(red, green, blue) : `rgba(${red},${green},${blue},${(alpha / 255).toFixed(3)})`;
    }
    known.set(css, plain);
    return plain;
  };
}

const hex = (...parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** The drawing as a picture of twice its size. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal;
  const url = URL.createObjectURL(new Blob([standaloneSvg(svg)], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
