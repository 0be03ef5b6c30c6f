library.clarity.start({ projectId: "dummyproj1", upload: "https://clarity.test/collect", track: true, content: true, delay: 500 });
