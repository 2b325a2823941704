/*
 * Warns before a page is left with something typed and not saved. It stands guard over every form with the style class
 * "guarded"; the browser asks in its own words. A form counts as saved when a button of it that sends the whole form
 * (process="@form") was answered without a fault or a refusal; buttons of the class "keeps-unsaved" save nothing, and
 * one of the class "discards-unsaved" throws away what was typed. A button elsewhere, such as that of a dialog, saves
 * the form that its attribute data-saves names.
 * A whole-page send never asks; comes the page back with a fault, it says so at its body (data-unsaved).
 * Where an answer to ajax leads to the sign-in, or to the same page afresh, because the session or the page was over,
 * what is typed is kept in this tab, and stands in its form again when the same person comes back. It is not saved then.
 * So it is with the form of a dialog that names the button which opens it (data-opener): the dialog opens again, and its
 * box is to be ticked anew; where it does not open any more, the text stands on the page. A link of the class
 * "keeps-typed" keeps what is typed in the same way.
 */
(function () {
  'use strict';

  var KEPT = 'unsaved:';
  var saved = new Map();
  var leaving = false;

  function isKept(name) {
    return name.indexOf('jakarta.faces.') !== 0 && name.indexOf('primefaces.') !== 0;
  }

  /** What is in a form now, as one text to be compared. */
  function content(form) {
    var parts = [];
    new FormData(form).forEach(function (value, name) {
      if (isKept(name)) {
        parts.push([name, value instanceof File ? value.name : String(value).replace(/\r\n?/g, '\n')]);
      }
    });
    return JSON.stringify(parts);
  }

  function forms() {
    return Array.prototype.slice.call(document.querySelectorAll('form.guarded'));
  }

  /** A form not seen before, such as one that was drawn with a dialog, starts as it is. */
  function look() {
    forms().forEach(function (form) {
      if (!saved.has(form.id)) {
        saved.set(form.id, content(form));
      }
    });
  }

  function isUnsaved(form) {
    return saved.has(form.id) && saved.get(form.id) !== content(form);
  }

  /** The guarded form that this request sends as a whole by a button that saves; null for any other request. */
  function savedBy(settings) {
    var data = settings.data instanceof FormData ? settings.data : new URLSearchParams(settings.data || '');
    var source = document.getElementById(data.get('jakarta.faces.source') || '');
    if (source && source.dataset.saves) {
      return source.dataset.saves;
    }
    var form = source && source.closest('form.guarded');
    var whole = form && (data.get('jakarta.faces.partial.execute') || '').split(' ').some(function (id) {
      return id === form.id || id === '@all';
    });
    var saves = whole && source.matches('button, input[type=submit]') && !source.classList.contains('keeps-unsaved');
    return form && (saves || source.classList.contains('discards-unsaved')) ? form.id : null;
  }

  /** Whether this answer leads away without having done what was asked. */
  function isOver(request) {
    var redirect = request.responseXML && request.responseXML.querySelector('redirect');
    if (!redirect) {
      return false;
    }
    var to = new URL(redirect.getAttribute('url'), location.href);
    return /\/(sign-in|step-up)\.xhtml$/.test(to.pathname) || to.pathname === location.pathname
        && (to.searchParams.get('notice') === 'expired' || to.search === location.search);
  }

  function person() {
    var name = document.querySelector('.user-name');
    return name ? name.textContent : '';
  }

  /** The dialog that is open, with what somebody typed or chose in it; null where nothing was. A tick is never kept. */
  function openDialog() {
    var form = Array.prototype.find.call(document.querySelectorAll('form[data-opener]'), isShown);
    var parts = !form ? [] : Array.prototype.filter.call(form.elements, function (field) {
      return field.type === 'textarea' ? field.value.trim() : field.type === 'radio' && field.checked && !field.defaultChecked;
    }).map(function (field) {
      return { name: field.name, value: field.value, isText: field.type === 'textarea' };
    });
    return parts.length ? { form: form.id, opener: form.dataset.opener, parts: parts } : null;
  }

  function isShown(form) {
    return form.getClientRects().length > 0;
  }

  function keep() {
    var typed = forms().filter(isUnsaved).map(function (form) {
      return [form.id, JSON.parse(content(form)).filter(function (part) {
        var field = form.elements[part[0]];
        return field && field.type !== 'hidden' && field.type !== 'password' && field.type !== 'file';
      })];
    });
    var dialog = openDialog();
    if (typed.length || dialog) {
      sessionStorage.setItem(KEPT + location.pathname, JSON.stringify({ person: person(), search: location.search, forms: typed, dialog: dialog }));
    }
  }

  /** Puts what was kept back into a form: texts and choices as they were, boxes ticked where they were. */
  function fill(form, parts) {
    Array.prototype.forEach.call(form.elements, function (field) {
      var values = parts.filter(function (part) {
        return part[0] === field.name;
      }).map(function (part) {
        return part[1];
      });
      if (field.disabled) {
        return;
      }
      if (field.type === 'checkbox' || field.type === 'radio') {
        field.checked = values.indexOf(field.value) >= 0;
      } else if (values.length) {
        field.value = values[0];
      }
    });
  }

  function bringBack() {
    var kept = JSON.parse(sessionStorage.getItem(KEPT + location.pathname));
    var place = document.querySelector('.messages');
    sessionStorage.removeItem(KEPT + location.pathname);
    if (!kept || !place || kept.person !== person() || withoutNotice(kept.search) !== withoutNotice(location.search)) {
      return;
    }
    kept.forms.forEach(function (one) {
      var form = document.getElementById(one[0]);
      if (form) {
        fill(form, one[1]);
      }
    });
    if (kept.forms.length) {
      place.appendChild(banner('What you had typed is back.', ' It is not saved yet.'));
    }
    if (kept.dialog) {
      openAgain(kept.dialog, place);
    }
  }

  function banner(title, words) {
    var box = document.createElement('div');
    box.className = 'banner banner-info';
    var body = box.appendChild(document.createElement('div'));
    body.appendChild(document.createElement('strong')).textContent = title;
    body.append(words);
    return box;
  }

  /** Opens a dialog as a person would and fills it; where it does not open any more, the text is handed back. */
  function openAgain(dialog, place) {
    var opener = document.getElementById(dialog.opener);
    if (!opener) {
      handBack(dialog, place);
      return;
    }
    var $ = window.jQuery;
    $(document).on('pfAjaxComplete.opening', function (event, request, settings) {
      if (new URLSearchParams(settings.data).get('jakarta.faces.source') !== opener.id) {
        return;
      }
      $(document).off('pfAjaxComplete.opening');
      var form = document.getElementById(dialog.form);
      if (!form || !isShown(form)) {
        handBack(dialog, place);
        return;
      }
      dialog.parts.forEach(function (part) {
        fillIn(form, part);
      });
      form.querySelector('.dialog-text').prepend(banner('What you had typed is back.', ' Nothing was done by it. Look at what is the case now'
          + (form.querySelector('.agree') ? ', and tick the box anew.' : '.')));
      form.closest('.ui-dialog-content').scrollTop = 0;
    });
    // After the widgets of the page are there.
    $(function () {
      opener.click();
    });
  }

  function fillIn(form, part) {
    var field = Array.prototype.find.call(form.elements, function (one) {
      return one.name === part.name && (part.isText || one.value === part.value);
    });
    if (field && part.isText) {
      field.value = part.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    } else if (field) {
      var choose = function () {
        document.getElementById(field.id).checked = true;
      };
      choose();
      // The server is told, so that no recommendation that comes late goes over the choice, here neither.
      field.dispatchEvent(new Event('change', { bubbles: true }));
      window.jQuery(document).one('pfAjaxComplete', choose);
    }
    var more = field && field.closest('details');
    if (more) {
      more.open = true;
    }
  }

  function handBack(dialog, place) {
    var texts = dialog.parts.filter(function (part) {
      return part.isText;
    }).map(function (part) {
      return part.value;
    });
    place.appendChild(banner('The dialog you had open is closed now.', texts.length ? ' Nothing was done by it. You had typed: ' + texts.join(' / ') : ''));
  }

  function withoutNotice(search) {
    var parts = new URLSearchParams(search);
    parts.delete('notice');
    return parts.toString();
  }

  function begin() {
    look();
    bringBack();
    if (document.body.hasAttribute('data-unsaved')) {
      forms().forEach(function (form) {
        saved.set(form.id, '');
      });
    }
    if (!window.jQuery) {
      return;
    }
    // Of every request, those that a page makes by itself included; before PrimeFaces sees the answer, whose redirect
    // would have the browser ask.
    window.jQuery.ajaxPrefilter(function (options, original, request) {
      request.done(function () {
        if (isOver(request)) {
          keep();
          leaving = true;
        }
      });
    });
    window.jQuery(document).on('pfAjaxSend', function (event, request, settings) {
      settings.savesForm = savedBy(settings);
      // An answer may lead elsewhere, which must not ask.
      leaving = leaving || !!settings.savesForm;
    }).on('pfAjaxComplete', function (event, request, settings, args) {
      if (isOver(request)) {
        return;
      }
      if (settings.savesForm) {
        leaving = !!(args && args.redirect);
        if (args && !args.validationFailed && !args.refused) {
          saved.delete(settings.savesForm);
        }
      }
      look();
    });
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('a.keeps-typed') && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      keep();
      leaving = true;
    }
  });
  document.addEventListener('submit', function (event) {
    leaving = !event.defaultPrevented;
  });
  window.addEventListener('pageshow', function () {
    leaving = false;
  });
  window.addEventListener('beforeunload', function (event) {
    if (!leaving && forms().some(isUnsaved)) {
      event.preventDefault();
      event.returnValue = '';
    }
  });
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin);
  } else {
    begin();
  }
})();
