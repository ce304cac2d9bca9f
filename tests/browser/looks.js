// What axe's slow rules go by, of the page as it is now: how each text is painted, how each small target lies.
// Two elements with the same line here are the same to those rules, so that axe need look at one of them only.
window.looks = (() => {
    const TARGETS = 'a[href], button, input, select, textarea, summary, [tabindex], [role]';
    const PLAIN = 'rgba(0, 0, 0, 0) none';
    const SMALLEST = 24; // WCAG 2.5.8
    let shownBefore = new WeakSet();
    let examples = new Map(); // by look

    const shown = () => [...document.querySelectorAll('body, body *')].filter(one =>
        one.checkVisibility({visibilityProperty: true}));
    const name = one => one ? [one.localName, ...[...one.classList].sort()].join('.') : '';
    const place = one => `${name(one)} in ${name(one.parentElement)}`;
    const says = one => [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());

    function painter() {
        const known = new Map();
        // What an element is painted on: the colours since the last one that covers, what fades it, what lifts it.
        return function under(one) {
            if (!one) return {ground: '', fades: '', lies: ''};
            if (known.has(one)) return known.get(one);
            const style = getComputedStyle(one), above = under(one.parentElement);
            const colour = `${style.backgroundColor} ${style.backgroundImage}`;
            const covers = style.backgroundColor.startsWith('rgb(') && style.backgroundImage === 'none';
            const effects = [style.opacity, style.filter, style.mixBlendMode].join(' ');
            const found = {
                ground: (covers ? '' : above.ground) + (colour === PLAIN ? '' : `[${colour}]`),
                fades: above.fades + (effects === '1 none normal' ? '' : `[${effects}]`),
                lies: style.position === 'static' || style.position === 'relative' ? above.lies : `[${place(one)}]`,
            };
            known.set(one, found);
            return found;
        };
    }

    function texts(elements) {
        const under = painter();
        return elements.filter(one => says(one) || one.matches('input, select, textarea')).map(one => {
            const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one);
            const {ground, fades, lies} = under(one);
            return [['tekst', place(one), color, fontSize, fontWeight, textShadow, ground, fades, lies].join(' '), one];
        });
    }

    const apart = (one, other) => Math.max(
        one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom, 0);

    // Of those that are too small or touch another: their measure, and the room between them and the nearest.
    function targets(elements) {
        const found = elements.filter(one => one.matches(TARGETS)).map(one => [one, one.getBoundingClientRect()]);
        return found.flatMap(([one, box]) => {
            const around = found.filter(([other]) => !one.contains(other) && !other.contains(one));
            const room = Math.min(SMALLEST, ...around.map(([, other]) => Math.round(apart(box, other))));
            const [width, height] = [box.width, box.height].map(size => Math.min(SMALLEST, Math.floor(size)));
            if (width === SMALLEST && height === SMALLEST && room > 0) return [];
            const inside = found.some(([other]) => other !== one && (one.contains(other) || other.contains(one)));
            return [[`doel ${place(one)} ${width}x${height} ${room} ${inside}`, one]];
        });
    }

    return {
        list() {
            const elements = shown();
            examples = new Map([...texts(elements), ...targets(elements)]);
            return [...examples.keys()];
        },
        examples: looks => looks.map(look => examples.get(look)),
        remember() {
            shownBefore = new WeakSet(shown());
        },
        appeared: () => shown().filter(one => !shownBefore.has(one)),
        scrolls: () => shown().some(one => one !== document.body &&
            (one.scrollWidth > one.clientWidth + 13 || one.scrollHeight > one.clientHeight + 13) &&
            /auto|scroll/.test(getComputedStyle(one).overflow)),
    };
})();
