function told(target) {
  const said = {...target.dataset};
  const form = target.closest('[data-form]');
  if (form) form.querySelectorAll('input[name]').forEach((field) => { said[field.name] = field.value; });
  return said;
}
async function copied(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch (refused) {
    const field = document.createElement('textarea');
    field.value = text; field.style.position = 'fixed'; field.style.opacity = '0';
    document.body.append(field); field.select();
    const done = document.execCommand('copy'); field.remove();
    return done;
  }
}
function edited(target, said) {
  const row = target.closest('.asked');
  const field = document.createElement('textarea');
  field.value = said.text; field.rows = 2; field.setAttribute('aria-label', target.textContent);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { event.stopPropagation(); field.remove(); row.classList.remove('editing'); target.focus(); }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (field.value.trim()) trigger('click', {act: 'retry', turn: said.turn, text: field.value});
    }
  });
  row.classList.add('editing'); row.append(field); field.focus(); field.select();
}
function in_view(panel) {
  if (panel && window.innerWidth < 900) panel.scrollIntoView({behavior: 'smooth', block: 'start'});
}
async function act(target) {
  const said = told(target);
  if (said.act === 'copy') {
    const label = target.textContent;
    target.textContent = (await copied(said.text)) ? said.done : said.failed;
    setTimeout(() => { target.textContent = label; }, 1500);
    return;
  }
  if (said.act === 'edit') { edited(target, said); return; }
  if (said.act === 'ask' || said.act === 'retry') { // a second click is no second question
    if (document.querySelector('#thread .waiting') || Date.now() - (window.askedAt || 0) < 1000) return;
    window.askedAt = Date.now();
  }
  if (said.confirm && !window.confirm(said.confirm)) return;
  if (said.prompt) {
    const given = window.prompt(said.prompt, said.text || '');
    if (given === null) return;
    said.text = given;
  }
  if (said.act === 'cite') {
    [...document.querySelectorAll('#thread .cite.on'), ...element.querySelectorAll('.cite.on')].forEach((mark) => mark.classList.remove('on'));
    if (target.classList.contains('cite')) target.classList.add('on');
  }
  const wanted = {cite: element.closest('#findings, #finding') ? 'finding' : element.closest('#paper, #paper-place') ? 'paper-place' : 'evidence', cell: 'evidence', chart: 'evidence', table: 'table-page', figure: 'table-page', document: 'document-page'}[said.act];
  window.panelWanted = wanted;
  if (wanted) {
    in_view(document.getElementById(wanted)); // it may show the place already, and then nothing changes
    setTimeout(() => { if (window.panelWanted === wanted) window.panelWanted = ''; }, 4000);
  }
  trigger('click', said);
}
element.addEventListener('click', (event) => {
  const target = event.target.closest('[data-act]');
  if (target && element.contains(target)) { event.preventDefault(); act(target); }
});
element.addEventListener('keydown', (event) => {
  const target = event.target.closest('g[data-act]');
  if (target && (event.key === 'Enter' || event.key === ' ')) { event.preventDefault(); act(target); }
});
function mark_place() {
  const hit = element.querySelector('.cell-hit') || element.querySelector('tr.row-hit, .line-hit');
  const frame = hit && hit.closest('.scroll, .passage');
  if (!hit || !frame) return hit;
  const a = hit.getBoundingClientRect(), b = frame.getBoundingClientRect();
  frame.scrollTop += a.top - b.top - (b.height - a.height) / 2;
  frame.scrollLeft += a.left - b.left - (b.width - a.width) / 2;
  return hit;
}
function mark_sheet() {
  element.querySelectorAll('.sheet-frame[data-down]').forEach((frame) => {
    const image = frame.querySelector('img');
    image.decode().then(() => {
      frame.scrollTop = Number(frame.dataset.down) * image.clientHeight - frame.clientHeight / 2;
      frame.scrollLeft = Number(frame.dataset.across) * image.clientWidth - frame.clientWidth / 2;
    });
  });
}
function settle() {
  mark_sheet();
  const hit = mark_place();
  const panel = element.closest('#evidence, #finding, #paper-place, #table-page, #document-page');
  if (panel && panel.id === window.panelWanted) {
    window.panelWanted = '';
    in_view(panel);
    if (window.innerWidth >= 900 && !hit) panel.scrollTop = 0;
  }
  const thread = element.querySelector('.thread');
  const state = thread && thread.dataset.turns + (thread.querySelector('.waiting') ? ' waiting' : '');
  if (thread && state !== element.dataset.state) {
    element.dataset.state = state;
    const last = thread.querySelector('.turn:last-of-type');
    if (last && window.innerWidth < 900) last.scrollIntoView({block: 'start', behavior: 'smooth'});
    else if (last) {
      const frame = thread.closest('#thread');
      frame.scrollTo({top: frame.scrollTop + last.getBoundingClientRect().top - frame.getBoundingClientRect().top, behavior: 'smooth'});
    }
  }
}
element.addEventListener('toggle', (event) => {
  if (event.target.open && event.target.closest('.feedback, .found')) event.target.scrollIntoView({block: 'nearest', behavior: 'smooth'});
}, true);
watch('value', () => { requestAnimationFrame(settle); });
